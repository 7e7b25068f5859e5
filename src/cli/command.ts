import type { Argument, Option } from 'commander';
import type { Outcome } from './exit-codes.js';
import type { Terminal } from './terminal.js';

/** What a command is given when it runs. */
export interface CommandCall<Options = Record<string, unknown>> {
  readonly args: readonly string[];
  readonly options: Options;
  readonly env: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
}

export type RunCommand<Options = Record<string, unknown>> = (call: CommandCall<Options>) => Promise<Outcome>;

/** A command as data: help, docs/CLI.md and the command line itself are made from it. */
export interface CliCommand<Options = Record<string, unknown>> {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What it does; an empty line between paragraphs, and no other line breaks: help wraps it. */
  readonly description: string;
  readonly arguments?: readonly Argument[];
  readonly options?: readonly Option[];
  /** Environment variables that it reads, beside those of the server where it says so. */
  readonly variables?: readonly { readonly name: string; readonly meaning: string }[];
  readonly examples?: readonly { readonly does: string; readonly line: string }[];
  /** Commands under this one, as in `keys rotate`. */
  readonly commands?: readonly CliCommand[];
  /** The part that does it; imported when it runs, so that no command waits for what another needs. */
  readonly load?: () => Promise<RunCommand<Options>>;
}

/** Names the options of a command for its handler; in the list of commands they are all alike. */
export function defineCommand<Options>(command: CliCommand<Options>): CliCommand {
  return command as unknown as CliCommand;
}
