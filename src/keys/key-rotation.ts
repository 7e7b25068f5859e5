import { setTimeout as wait } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Clock } from '../common/time/clock.js';
import type { KeyAdoption, ServerKeys } from '../token/key-adoption.js';
import { type KeyRing, shownKeyId } from '../token/key-ring.js';
import type { KnownKeys } from '../token/known-keys.js';
import { type KeyReport, keyReports } from './key-report.js';
import { KeySurvey, surveyWriteIntents } from './key-survey.js';
import { RowSealer, type SealedRow } from './sealed-row.js';
import { SealedRows } from './sealed-rows.js';
import { SEALED_TABLES } from './sealed-tables.js';

/** Rows that came, or changed, while a pass went by are for the next; servers that seal on as before would need many. */
const MOST_PASSES = 20;
/** Writes under way at one time. */
const AT_ONCE = 8;
/** Digests of keyed writes are looked at for this long (KEY_LIFE_MS of src/writes). */
const WRITE_KEY_LIFE_MS = 24 * 3_600_000;
/** How often a server that has yet to notice the adoption is asked again; it looks when it is asked. */
const ASKS = 6;
const BETWEEN_ASKS_MS = 500;

export interface RotatedKey extends KeyReport {
  /** It may leave the ring: no row needs it, and every running server seals under the primary key. */
  readonly removable: boolean;
}

export interface RotationReport {
  readonly keys: readonly RotatedKey[];
  readonly tables: KeySurvey['tables'];
  /** Rows that were written under the primary key. */
  readonly rewritten: number;
  /** Running servers that do not seal under the primary key, or did not say. */
  readonly serversBehind: readonly ServerKeys[];
}

export interface RotationWatcher {
  /** A pass begins over so many rows. */
  pass(rows: number): void;
  row(): void;
}

/**
 * Brings everything that hangs on a former key under the primary one, while servers go on: each row is written by itself
 * and only if it is still as it was read, and neither its version nor its lease is touched, so a refresh under way is
 * saved all the same. May be cut off, repeated, and run twice at once. See ADR 0014.
 */
export class KeyRotation {
  private readonly sealer: RowSealer;

  constructor(
    private readonly dataSource: DataSource,
    private readonly ring: KeyRing,
    private readonly known: KnownKeys,
    private readonly adoption: KeyAdoption,
    private readonly clock: Clock,
  ) {
    this.sealer = new RowSealer(ring);
  }

  /** What `run` would have to do, and what needs which key. Writes nothing. */
  async look(watcher: RotationWatcher): Promise<RotationReport> {
    const { survey } = await this.pass(watcher, false);
    return this.report(survey, 0, await this.serversBehind());
  }

  /** Makes the primary key the one to seal under. Returns the servers that do not know it; with any, nothing was done. */
  async adopt(): Promise<readonly ServerKeys[]> {
    await this.known.record(this.ring.primary);
    return this.adoption.adopt();
  }

  /** To be called when `adopt` has found every server to know the key. */
  async run(watcher: RotationWatcher): Promise<RotationReport> {
    // First the servers, then the rows: what they write meanwhile is then under the primary key already.
    const behind = await this.waitForServers();
    let rewritten = 0;
    for (let passes = 1; ; passes += 1) {
      const { survey, written, overtaken } = await this.pass(watcher, true);
      rewritten += written;
      if ((written === 0 && overtaken === 0) || passes === MOST_PASSES) {
        const report = this.report(survey, rewritten, behind);
        await this.forgetRemovable(report);
        return report;
      }
    }
  }

  private async pass(watcher: RotationWatcher, write: boolean) {
    const survey = new KeySurvey();
    const tables = SEALED_TABLES.map((table) => new SealedRows(this.dataSource, table));
    const counts = await Promise.all(tables.map((rows) => rows.count()));
    watcher.pass(counts.reduce((sum, count) => sum + count, 0));
    let written = 0;
    let overtaken = 0;
    for (const rows of tables) {
      survey.of(rows.table.name);
      for await (const page of rows.pages()) {
        const done = await inLanes(page, async (row) => {
          const outcome = await this.visit(rows, row, survey, write);
          watcher.row();
          return outcome;
        });
        written += done.filter((outcome) => outcome === 'written').length;
        overtaken += done.filter((outcome) => outcome === 'overtaken').length;
      }
    }
    await surveyWriteIntents(this.dataSource, survey, new Date(this.clock.nowMs() - WRITE_KEY_LIFE_MS));
    return { survey, written, overtaken };
  }

  private async visit(rows: SealedRows, row: SealedRow, survey: KeySurvey, write: boolean) {
    const judgement = this.sealer.judge(rows.table, row);
    survey.add(rows.table.name, row.rowId, judgement);
    if (!write || judgement.state !== 'former') return 'left';
    const outcome = await rows.replace(row, this.sealer.renew(rows.table, row));
    if (outcome === 'duplicate') survey.of(rows.table.name).duplicates += 1;
    return outcome;
  }

  private report(survey: KeySurvey, rewritten: number, serversBehind: readonly ServerKeys[]): RotationReport {
    const keys = keyReports(this.ring, survey).map((key): RotatedKey => {
      const isFree = key.role === 'former' && Object.keys(key.neededBy).length === 0;
      return { ...key, removable: isFree && serversBehind.length === 0 };
    });
    return { keys, tables: survey.tables, rewritten, serversBehind };
  }

  /** A server that starts with nothing but such a key is then refused, although no row would tell. */
  private async forgetRemovable({ keys }: RotationReport): Promise<void> {
    const ids = keys.filter(({ removable }) => removable).map(({ id }) => Buffer.from(id, 'hex'));
    if (ids.length > 0) await this.known.forget(ids);
  }

  private async waitForServers(): Promise<readonly ServerKeys[]> {
    for (let asks = 1; ; asks += 1) {
      const behind = await this.serversBehind();
      if (behind.length === 0 || asks === ASKS) return behind;
      await wait(BETWEEN_ASKS_MS);
    }
  }

  private async serversBehind(): Promise<readonly ServerKeys[]> {
    const primary = shownKeyId(this.ring.primary.id);
    return (await this.adoption.others()).filter(({ keys }) => keys?.sealing !== primary);
  }
}

async function inLanes<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(work))));
  }
  return results;
}
