import { Command, CommanderError } from 'commander';
import { StartError } from '../common/errors/start.error.js';
import { serverVersion } from '../common/version.js';
import { CommandError } from './cli.errors.js';
import type { CliCommand, CommandCall } from './command.js';
import { commands } from './commands/index.js';
import { EXIT_CODES, type Outcome } from './exit-codes.js';
import { helpAfter } from './help.js';

type Surroundings = Pick<CommandCall, 'env' | 'terminal'>;
type Report = (outcome: Outcome) => void;

const DESCRIPTION =
  'MCP server for ManageEngine ServiceDesk Plus Cloud: runs it, connects clients to it, and looks after it.';

/** The command line as commander knows it. */
export function createProgram(surroundings: Surroundings, report: Report): Command {
  const program = new Command('servicedesk-plus-mcp')
    .description(DESCRIPTION)
    .version(serverVersion, '-V, --version', 'print the version')
    .helpCommand(false);
  prepare(program, surroundings);
  for (const command of commands) program.addCommand(build(command, surroundings, report));
  return program.addHelpText('after', helpAfter());
}

/**
 * Runs the command that `args` name, without the names of node and of the script.
 * @returns how it ended; what went wrong has been told on standard error
 */
export async function runProgram(args: readonly string[], surroundings: Surroundings): Promise<Outcome> {
  let outcome: Outcome = 'fine';
  const program = createProgram(surroundings, (reported) => (outcome = reported));
  try {
    await program.parseAsync([...args], { from: 'user' });
    return outcome;
  } catch (error) {
    return tell(error, surroundings);
  }
}

function build(command: CliCommand, surroundings: Surroundings, report: Report): Command {
  const { name, summary, description, load } = command;
  const built = new Command(name).summary(summary).description(description).helpCommand(false);
  prepare(built, surroundings);
  for (const argument of command.arguments ?? []) built.addArgument(argument);
  for (const option of command.options ?? []) built.addOption(option);
  for (const sub of command.commands ?? []) built.addCommand(build(sub, surroundings, report));
  built.addHelpText('after', helpAfter(command));
  if (!load) return built;
  return built.action(async () => {
    const run = await load();
    report(await run({ ...surroundings, args: built.args, options: built.opts() }));
  });
}

/** Errors are thrown rather than ending the process, and go where the terminal says. */
function prepare(command: Command, { terminal }: Surroundings): void {
  command.exitOverride().showHelpAfterError('Run it with --help for what it takes.');
  command.configureOutput({
    writeOut: (text) => terminal.output.write(text),
    writeErr: (text) => terminal.errors.write(text),
    getOutHasColors: () => terminal.colors.isColorSupported,
    getErrHasColors: () => terminal.noteColors.isColorSupported,
    outputError: (text, write) => write(terminal.noteColors.red(text)),
  });
}

function tell(error: unknown, { terminal }: Surroundings): Outcome {
  // Commander has told it already; help and version come this way as well, with 0.
  if (error instanceof CommanderError) return error.exitCode === EXIT_CODES.fine.code ? 'fine' : 'usage';
  // Ctrl-C at a question.
  if (error instanceof Error && error.name === 'ExitPromptError') return 'cancelled';
  if (error instanceof CommandError || error instanceof StartError) {
    terminal.note(terminal.noteColors.red(error.message));
    return error instanceof CommandError ? error.outcome : 'wrong';
  }
  terminal.note(terminal.noteColors.red('This should not happen. Please report it with what follows:'));
  terminal.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 'wrong';
}
