import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DockerfileParser, type From, type Instruction } from 'dockerfile-ast';

/** Root of the project. */
export const ROOT = join(import.meta.dirname, '../..');

export interface Copy {
  /** Name of the stage it copies from; undefined: the project's folder. */
  readonly from: string | undefined;
  readonly sources: readonly string[];
  readonly target: string;
}

/** One `FROM … AS name` with what stands below it. */
export interface Stage {
  readonly name: string;
  readonly base: string;
  readonly instructions: readonly Instruction[];
}

const file = DockerfileParser.parse(readFileSync(join(ROOT, 'Dockerfile'), 'utf8'));

export const stages: readonly Stage[] = file.getFROMs().map((from: From, index, all) => {
  const [begin, end] = [from, all[index + 1]].map((one) => one?.getRange().start.line ?? Infinity);
  return {
    name: from.getBuildStage() ?? '',
    base: from.getImage() ?? '',
    instructions: file.getInstructions().filter((one) => {
      const { line } = one.getRange().start;
      return line > begin! && line < end!;
    }),
  };
});

/** The stage that `docker build` makes, being the last one. */
export const finalStage = stages.at(-1)!;

/** What follows the keyword, for each instruction of that name in the stage. */
export function argumentsOf(stage: Stage, keyword: string): string[] {
  return of(stage, keyword).map((one) => one.getArgumentsContent() ?? '');
}

export function copiesOf(stage: Stage): Copy[] {
  return of(stage, 'COPY').map((one) => {
    const paths = one.getArguments().map((argument) => argument.getValue());
    const [, from] = /--from=(\S+)/.exec(one.getTextContent()) ?? [];
    return { from, sources: paths.slice(0, -1), target: paths.at(-1) ?? '' };
  });
}

/** The exec form of CMD or of HEALTHCHECK's CMD. @throws Error when it is a shell's: node would not get the signals */
export function execFormOf(stage: Stage, keyword: 'CMD' | 'HEALTHCHECK'): string[] {
  const [, words] = /(?:^|\bCMD\s+)(\[.*\])$/s.exec(argumentsOf(stage, keyword)[0] ?? '') ?? [];
  if (words === undefined) throw new Error(`${keyword} of ${stage.name} is not in exec form`);
  return JSON.parse(words) as string[];
}

function of(stage: Stage, keyword: string): Instruction[] {
  return stage.instructions.filter((one) => one.getKeyword() === keyword);
}
