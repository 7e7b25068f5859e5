import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Played, play } from './play.js';
import { lines, table } from './report.js';
import type { Scenario } from './scenario.js';
import { scenarios } from './scenarios/index.js';
import { dropLeftOvers } from './stage/databases.js';

const USAGE = 'npm run chaos -- [--short] [--only T-1.1[,T-3.2]] [--report] [--list]';
const REPORT = join(import.meta.dirname, '../../docs/CHAOS.md');

/**
 * `npm run chaos`: plays the scenarios one after the other, each with three replicas of the built server, and says
 * which promises were kept. Exit code 1 when one was broken.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      short: { type: 'boolean', default: false },
      only: { type: 'string' },
      report: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
    },
  });
  if (values.report && values.short) throw new Error('The report is of the long set');
  const chosen = choose(values);
  if (values.list) {
    for (const { id, promise, longOnly } of chosen)
      print(`${id.padEnd(6)} ${longOnly ? 'long ' : 'short'} ${promise}\n`);
    return;
  }

  await dropLeftOvers();
  const played: Played[] = [];
  for (const scenario of chosen) {
    const result = await play(scenario, values.short ? 'short' : 'long');
    print(lines(result));
    played.push(result);
  }
  const broken = played.filter(({ verdict }) => verdict === 'BROKEN');
  const skipped = played.filter(({ verdict }) => verdict === 'skipped');
  print(
    `\n${played.length - broken.length - skipped.length} kept, ${broken.length} broken, ${skipped.length} skipped\n`,
  );
  if (values.report) await writeFile(REPORT, report(played));
  if (broken.length > 0) process.exitCode = 1;
}

function choose({ short, only }: { short: boolean; only?: string | undefined }): readonly Scenario[] {
  if (only === undefined) return scenarios.filter(({ longOnly }) => !short || longOnly === undefined);
  return only.split(',').map((id) => {
    const scenario = scenarios.find((candidate) => candidate.id === id);
    if (!scenario) throw new Error(`There is no scenario ${id}`);
    return scenario;
  });
}

function report(played: readonly Played[]): string {
  const day = new Date().toISOString().slice(0, 10);
  return `# What the server promises when things break

Written by \`npm run chaos -- --report\` on ${day}, on a machine with ${cpus().length} cores that had other work as
well; three replicas, their PostgreSQL, the simulators and the load shared it. Times are shown beside an undisturbed
measurement of the same run. How each is played: \`test/chaos/scenarios/\`.

${table(played)}
`;
}

function print(text: string): void {
  process.stdout.write(text);
}

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nUsage: ${USAGE}\n`);
  process.exitCode = 1;
});

// Ends here and now: Node 20 can spin for ever in its own clean-up after sockets were reset (uv_tcp_close_reset).
process.exit();
