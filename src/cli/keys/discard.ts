import { confirm } from '@inquirer/prompts';
import { CommandError, UsageError } from '../cli.errors.js';
import type { RunCommand } from '../command.js';
import type { Outcome } from '../exit-codes.js';
import { countOf, serverList } from './key-lines.js';
import { withServerKeys } from './key-tools.js';

export interface DiscardOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** `keys discard` */
export const discard: RunCommand<DiscardOptions> = ({ options, env, terminal }) =>
  withServerKeys<Outcome>({ env, terminal }, async ({ discard: tool }) => {
    const { lost, left, serversThatOpen } = await tool.look();
    const what = Object.entries(lost).map(([table, count]) => countOf(table, count));
    if (what.length === 0) {
      terminal.print('Everything opens with this ring.');
      if (!options.dryRun) await tool.run();
      return 'fine';
    }
    terminal.print(
      `No use any more: ${what.join(', ')}, which no key of this ring opens or a newer one replaces. ${left} others stay.`,
    );
    if (options.dryRun) return 'fine';
    if (serversThatOpen.length > 0) {
      throw new CommandError(
        `Running servers may hold the key that is missing here: ${serverList(serversThatOpen)}. Run this command with ` +
          'their SDP_ENCRYPTION_KEYS, or stop them if they hold other keys. Nothing was changed.',
      );
    }
    if (!options.yes && !terminal.isInteractive) {
      throw new UsageError('Nobody can be asked here: add --yes to remove what does not open.');
    }
    const message = 'Is the missing key lost for good, and may this be removed?';
    const streams = { input: terminal.input as NodeJS.ReadStream, output: terminal.errors };
    if (!options.yes && !(await confirm({ message, default: false }, streams))) {
      terminal.print('Nothing was changed.');
      return 'fine';
    }
    terminal.print(`Removed: ${await tool.run()}. The people concerned set up again.`);
    return 'fine';
  });
