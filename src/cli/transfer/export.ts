import { writeFile } from 'node:fs/promises';
import { sealFile } from '../../transfer/sealed-file.js';
import { CommandError } from '../cli.errors.js';
import type { RunCommand } from '../command.js';
import { passphraseOf, withServerTools } from './surroundings.js';

export interface ExportOptions {
  readonly passphraseFile?: string;
}

/** `export` */
export const exportConnections: RunCommand<ExportOptions> = async ({ args, options, env, terminal }) => {
  const [file = ''] = args;
  const passphrase = await passphraseOf(terminal, { ...options, isNew: true });
  const { connections, unreadable } = await withServerTools({ env, terminal }, ({ transfer }) => transfer.export());
  const content = await sealFile(JSON.stringify({ connections }), passphrase);
  try {
    await writeFile(file, `${content}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw new CommandError(
      isThere ? `The file ${file} is there already; it was left as it is.` : `The file ${file} cannot be written.`,
      { cause: error },
    );
  }
  terminal.print(
    `Exported: ${connections.length}. Keep the file and its passphrase apart, and delete it after the import.`,
  );
  if (unreadable.length === 0) return 'fine';
  terminal.print(`Not exported, because they do not open with this key: ${unreadable.join(', ')}`);
  return 'wrong';
};
