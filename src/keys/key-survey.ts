import type { DataSource } from 'typeorm';
import { type KeyRing, shownKeyId } from '../token/key-ring.js';
import type { RowJudgement } from './sealed-row.js';

/** Ids of rows that are shown one by one. */
const MOST_SHOWN = 20;

export interface TableSurvey {
  readonly table: string;
  rows: number;
  /** Under the present key in all their parts. */
  present: number;
  /** They open, and something in them is under a former key. */
  former: number;
  /** Something in them opens under no key of the ring. */
  unreadable: number;
  /** Of these, the ones that name only keys of the ring: they are damaged. */
  damaged: number;
  /** They open, but their client has another row under the present key, made while theirs was missing. */
  duplicates: number;
  readonly unreadableIds: string[];
}

/** What needs which key. */
export class KeySurvey {
  private readonly byTable = new Map<string, TableSurvey>();
  /** Rows by shown key id and table. */
  private readonly needs = new Map<string, Map<string, number>>();

  add(table: string, rowId: string, { state, needs, missing }: RowJudgement): void {
    const survey = this.of(table);
    survey.rows += 1;
    survey[state] += 1;
    if (state === 'unreadable') {
      if (missing.size === 0) survey.damaged += 1;
      if (survey.unreadableIds.length < MOST_SHOWN) survey.unreadableIds.push(rowId);
    }
    for (const id of needs) this.need(id, table, 1);
  }

  need(keyId: string, table: string, rows: number): void {
    const tables = this.needs.get(keyId) ?? new Map<string, number>();
    tables.set(table, (tables.get(table) ?? 0) + rows);
    this.needs.set(keyId, tables);
  }

  of(table: string): TableSurvey {
    const survey = this.byTable.get(table) ?? {
      table,
      rows: 0,
      present: 0,
      former: 0,
      unreadable: 0,
      damaged: 0,
      duplicates: 0,
      unreadableIds: [],
    };
    this.byTable.set(table, survey);
    return survey;
  }

  get tables(): readonly TableSurvey[] {
    return [...this.byTable.values()];
  }

  get unreadable(): number {
    return this.tables.reduce((sum, { unreadable }) => sum + unreadable, 0);
  }

  /** Rows that need a key, by table. */
  neededBy(keyId: string): Readonly<Record<string, number>> {
    return Object.fromEntries(this.needs.get(keyId) ?? []);
  }

  /** Shown ids of keys that rows name and the ring does not hold. */
  missingKeys(ring: KeyRing): string[] {
    const held = new Set(ring.keys.map(({ id }) => shownKeyId(id)));
    return [...this.needs.keys()].filter((id) => !held.has(id));
  }
}

/** Digests that nobody can make anew: the repeat of a keyed write is recognized by them for a day. */
export async function surveyWriteIntents(dataSource: DataSource, survey: KeySurvey, since: Date): Promise<void> {
  const rows = await dataSource.query<{ key_id: string; count: number }[]>(
    `SELECT encode(substring(request_hash FROM 1 FOR 4), 'hex') AS key_id, count(*)::int AS count
       FROM write_intents WHERE octet_length(request_hash) = 36 AND created_at > $1 GROUP BY 1`,
    [since],
  );
  for (const { key_id, count } of rows) survey.need(key_id, 'write_intents', count);
}
