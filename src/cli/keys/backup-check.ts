import { readFile } from 'node:fs/promises';
import { password } from '@inquirer/prompts';
import { AppConfig } from '../../config/app-config.js';
import { readKeyBytes } from '../../config/encryption-key.js';
import { checkBackup } from '../../keys/backup-check.js';
import { KEY_ENTITIES } from '../../keys/key-tools.js';
import { findEncryptionKeys } from '../../token/encryption-keys.js';
import { KeyRing } from '../../token/key-ring.js';
import { CommandError, UsageError } from '../cli.errors.js';
import type { CommandCall, RunCommand } from '../command.js';
import { withDatabase } from '../database.js';
import { countOf, nameOf, needsOf, unreadableLines } from './key-lines.js';
import { orStopTheServer } from './key-tools.js';

export interface BackupCheckOptions {
  readonly keyFile?: string;
  readonly ask?: boolean;
  readonly json?: boolean;
}

/** `keys backup-check` */
export const backupCheck: RunCommand<BackupCheckOptions> = async (call) => {
  const { terminal } = call;
  const config = AppConfig.fromEnv({ ...call.env, ...(await givenKey(call)) });
  const ring = new KeyRing(await findEncryptionKeys(config));
  const report = await orStopTheServer(() =>
    withDatabase({ config, terminal, entities: KEY_ENTITIES, asItIs: true }, (dataSource) =>
      checkBackup(dataSource, ring),
    ),
  );
  if (call.options.json) {
    terminal.printJson(report);
    return report.usable ? 'fine' : 'wrong';
  }

  for (const { table, rows, unreadable } of report.tables) {
    terminal.print(`${countOf(table, rows)}: ${rows - unreadable} open.`);
  }
  for (const line of unreadableLines(report.tables)) terminal.print(line);
  for (const key of report.keys) {
    const needs = needsOf(key);
    terminal.print(
      key.role === 'missing'
        ? `Key ${key.id}: missing, needed by ${needs}.`
        : `Key ${nameOf(key)}: opens ${needs ?? 'nothing here'}.`,
    );
  }
  terminal.print(
    report.usable
      ? 'This backup is usable with this key.'
      : 'This backup is NOT usable with this key: something does not open, or nothing in it was made with the key.',
  );
  return report.usable ? 'fine' : 'wrong';
};

/** Variables that stand for the key which was given otherwise; none when the environment is to be asked. */
async function givenKey({ options, terminal }: CommandCall<BackupCheckOptions>): Promise<NodeJS.ProcessEnv> {
  const { keyFile, ask } = options;
  if (keyFile !== undefined) return variablesOf(await textOf(keyFile));
  if (!ask) return {};
  if (!terminal.isInteractive) throw new UsageError('Nobody can be asked for the key here. Use --key-file instead.');
  const streams = { input: terminal.input as NodeJS.ReadStream, output: terminal.errors };
  return variablesOf(await password({ message: 'Encryption key, or ring' }, streams));
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandError(`The key file ${file} cannot be read.`, { cause: error });
  }
}

function variablesOf(text: string): NodeJS.ProcessEnv {
  const key = text.trim();
  const isKey = readKeyBytes(key) !== undefined;
  if (!isKey && !key.includes(':')) {
    throw new CommandError(
      'What was given is no key of 32 bytes (base64, base64url, hex or 32 characters), and no ring.',
    );
  }
  return isKey
    ? { SDP_ENCRYPTION_KEY: key, SDP_ENCRYPTION_KEYS: '' }
    : { SDP_ENCRYPTION_KEY: '', SDP_ENCRYPTION_KEYS: key };
}
