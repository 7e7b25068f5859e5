import type { DataSource } from 'typeorm';
import { SystemClock } from '../common/time/clock.js';
import { EncryptionKeyRow } from '../token/encryption-key.entity.js';
import type { KeyRing } from '../token/key-ring.js';
import { KnownKeys } from '../token/known-keys.js';
import { TokenCipher } from '../token/token-cipher.js';
import { type KeyReport, keyReports } from './key-report.js';
import { KeySurvey } from './key-survey.js';
import { RowSealer } from './sealed-row.js';
import { SealedRows } from './sealed-rows.js';
import { SEALED_TABLES } from './sealed-tables.js';

export interface BackupReport {
  readonly keys: readonly KeyReport[];
  readonly tables: KeySurvey['tables'];
  /** Every row opens, and there is something that shows the key to be the right one. */
  readonly usable: boolean;
}

/** Opens every row of a database with the keys that were given; changes nothing. */
export async function checkBackup(
  dataSource: DataSource,
  ring: KeyRing,
  advance: () => void = () => undefined,
): Promise<BackupReport> {
  const survey = new KeySurvey();
  const sealer = new RowSealer(ring);
  for (const table of SEALED_TABLES) {
    // A backup may be older than the table.
    if (!(await exists(dataSource, table.name))) continue;
    survey.of(table.name);
    for await (const page of new SealedRows(dataSource, table).pages()) {
      for (const row of page) {
        survey.add(table.name, row.rowId, sealer.judge(table, row));
        advance();
      }
    }
  }
  const opened = survey.tables.reduce((sum, { present, former }) => sum + present + former, 0);
  const usable = survey.unreadable === 0 && (opened > 0 || (await hasCanaryOf(dataSource, ring)));
  return { keys: keyReports(ring, survey), tables: survey.tables, usable };
}

async function hasCanaryOf(dataSource: DataSource, ring: KeyRing): Promise<boolean> {
  if (!(await exists(dataSource, 'encryption_keys'))) return false;
  const rows = dataSource.getRepository(EncryptionKeyRow);
  const known = new KnownKeys(rows, new TokenCipher(ring), new SystemClock());
  return (await known.list()).some((key) => known.opens(key));
}

async function exists(dataSource: DataSource, table: string): Promise<boolean> {
  const [found] = await dataSource.query<[{ exists: boolean }]>('SELECT to_regclass($1) IS NOT NULL AS exists', [
    table,
  ]);
  return found.exists;
}
