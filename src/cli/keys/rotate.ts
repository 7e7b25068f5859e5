import type { RotatedKey, RotationReport, RotationWatcher } from '../../keys/key-rotation.js';
import { CommandError } from '../cli.errors.js';
import type { RunCommand } from '../command.js';
import type { Outcome } from '../exit-codes.js';
import type { Progress, Terminal } from '../terminal.js';
import { countOf, nameOf, needsOf, serverList, unreadableLines } from './key-lines.js';
import { withServerKeys } from './key-tools.js';

export interface RotateOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `keys rotate` */
export const rotate: RunCommand<RotateOptions> = async ({ options, env, terminal }) => {
  const { dryRun = false, json = false } = options;
  const report = await withServerKeys({ env, terminal }, async ({ canary, rotation }) => {
    await canary.check();
    const watcher = watch(terminal);
    try {
      if (dryRun) return await rotation.look(watcher);
      const without = await rotation.adopt();
      if (without.length > 0) {
        throw new CommandError(
          `Running servers do not know the first key of this ring yet: ${serverList(without)}. Restart them with the ` +
            'same SDP_ENCRYPTION_KEYS first. Nothing was changed.',
        );
      }
      return await rotation.run(watcher);
    } finally {
      watcher.end();
    }
  });
  if (json) terminal.printJson(report);
  else for (const line of linesOf(report, dryRun)) terminal.print(line);
  return outcomeOf(report, dryRun);
};

function watch(terminal: Terminal): RotationWatcher & { end(): void } {
  let bar: Progress | undefined;
  return {
    pass: (rows) => {
      bar?.end();
      bar = terminal.progress('Looking at stored values', rows);
    },
    row: () => bar?.advance(),
    end: () => bar?.end(),
  };
}

function* linesOf(report: RotationReport, dryRun: boolean): Generator<string> {
  for (const { table, rows, former, duplicates } of report.tables) {
    const left = former - duplicates;
    if (dryRun && left > 0) yield `${countOf(table, left)} of ${rows} would be re-encrypted.`;
    if (duplicates > 0) {
      yield `${countOf(table, duplicates)} cannot be re-encrypted: their people have newer ones. Remove them with: keys discard`;
    }
  }
  if (!dryRun) yield `Re-encrypted: ${report.rewritten}. Nothing else was under a former key.`;
  else if (report.tables.every(({ former }) => former === 0)) yield 'Nothing would be re-encrypted.';
  yield* unreadableLines(report.tables);
  yield '';
  for (const key of report.keys) yield `Key ${nameOf(key)}: ${fateOf(key, report, dryRun)}`;
}

function fateOf(key: RotatedKey, { serversBehind }: RotationReport, dryRun: boolean): string {
  const needs = needsOf(key);
  if (key.role === 'missing') return `missing. ${needs} need it. Put it into SDP_ENCRYPTION_KEYS.`;
  if (key.role === 'primary') return `in use. ${needs ?? 'Nothing'} under it.`;
  if (key.removable)
    return 'may be removed from SDP_ENCRYPTION_KEYS. Keep it as long as you keep backups made with it.';
  if (needs !== undefined) {
    return dryRun ? `needed by ${needs} before a rotation.` : `must stay in SDP_ENCRYPTION_KEYS: needed by ${needs}.`;
  }
  return `must stay in SDP_ENCRYPTION_KEYS: these servers do not encrypt under the first key: ${serverList(serversBehind)}.`;
}

/** A key that must stay is no failure while only time is missing; what cannot be opened is. */
function outcomeOf({ tables, serversBehind }: RotationReport, dryRun: boolean): Outcome {
  const stuck = tables.some(({ unreadable, duplicates }) => unreadable > 0 || duplicates > 0);
  return stuck || (!dryRun && serversBehind.length > 0) ? 'wrong' : 'fine';
}
