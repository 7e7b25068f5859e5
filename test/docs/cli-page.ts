import { PassThrough } from 'node:stream';
import type { Command } from 'commander';
import type { CliCommand } from '../../src/cli/command.js';
import { commands } from '../../src/cli/commands/index.js';
import { EXIT_CODES } from '../../src/cli/exit-codes.js';
import { createProgram } from '../../src/cli/program.js';
import { Terminal } from '../../src/cli/terminal.js';
import { formatted } from './formatted.js';
import { table } from './table.js';

const HEAD = `# Command line

\`npx servicedesk-plus-mcp\` where the package is installed, or in a checkout \`npm run cli --\` (\`npm run --silent cli --\`
where the output goes into another program). Every command tells with \`--help\` what stands here.

What was asked for goes to standard output, everything else to standard error. Colours are for terminals, and not with
\`NO_COLOR\` set. No command takes a secret as an argument: other users of a machine can read those.

<!-- Made by npm run docs from the commands themselves; a test fails when it is stale. -->
`;

/** docs/CLI.md, as the command line would have it. */
export async function cliPage(): Promise<string> {
  const nowhere = new PassThrough();
  const terminal = new Terminal({ input: nowhere, output: nowhere, errors: nowhere }, {});
  const program = createProgram({ env: {}, terminal }, () => undefined);
  const parts = commands.map((command, index) => section(command, program.commands[index]!, 2));
  const overview = table([
    ['command', 'what it does'],
    ...commands.map(({ name, summary }) => [`[\`${name}\`](#${name})`, summary]),
  ]);
  const codes = table([
    ['exit code', 'meaning'],
    ...Object.values(EXIT_CODES).map(({ code, meaning }) => [String(code), meaning]),
  ]);
  return formatted([HEAD, overview, codes, ...parts].join('\n'));
}

function section(command: CliCommand, built: Command, depth: number): string {
  const help = built.createHelp();
  const options = help.visibleOptions(built).filter(({ long }) => long !== '--help');
  const rows = [
    ...help
      .visibleArguments(built)
      .map((argument) => [help.argumentTerm(argument), help.argumentDescription(argument)]),
    ...options.map((option) => [help.optionTerm(option), help.optionDescription(option)]),
  ];
  const path = help.commandUsage(built).replace(' [options]', options.length > 0 ? ' [options]' : '');
  const subs = (command.commands ?? []).map((sub, index) => section(sub, built.commands[index]!, depth + 1));
  return [
    `${'#'.repeat(depth)} ${built.parent?.parent ? `${built.parent.name()} ` : ''}${command.name}`,
    command.description,
    `\`\`\`text example=how it is written\n${path}\n\`\`\``,
    rows.length > 0 ? table([['argument', 'meaning'], ...rows.map((row) => cells(row))]) : '',
    command.variables
      ? table([['variable', 'meaning'], ...command.variables.map(({ name, meaning }) => cells([name, meaning]))])
      : '',
    command.examples
      ? `\`\`\`sh example=addresses and folders are yours\n${command.examples.map(({ does, line }) => `# ${does}\n${line}`).join('\n\n')}\n\`\`\``
      : '',
    ...subs,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const cells = ([name, meaning]: readonly string[]): string[] => [`\`${name}\``, meaning!.replaceAll('|', '\\|')];
