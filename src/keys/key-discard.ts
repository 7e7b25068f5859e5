import type { DataSource } from 'typeorm';
import type { KeyAdoption, ServerKeys } from '../token/key-adoption.js';
import type { KeyRing } from '../token/key-ring.js';
import type { KnownKeys } from '../token/known-keys.js';
import { KeySurvey } from './key-survey.js';
import { type RowJudgement, RowSealer, type SealedRow } from './sealed-row.js';
import { SealedRows } from './sealed-rows.js';
import { SEALED_TABLES } from './sealed-tables.js';

export interface DiscardReport {
  /** Rows that open under no key of the ring, or whose client has a newer one; by table. */
  readonly lost: Readonly<Record<string, number>>;
  /** Rows that stay. */
  readonly left: number;
  /** Running servers that hold a key which such rows need: the keys given here are not all there are. */
  readonly serversThatOpen: readonly ServerKeys[];
}

/**
 * Gives up what no key of the ring opens, when its key is lost: the rows go, and so does the record of the key, so that
 * servers start with what is left. The people concerned set up again.
 */
export class KeyDiscard {
  private readonly sealer: RowSealer;

  constructor(
    private readonly dataSource: DataSource,
    private readonly ring: KeyRing,
    private readonly known: KnownKeys,
    private readonly adoption: KeyAdoption,
  ) {
    this.sealer = new RowSealer(ring);
  }

  async look(): Promise<DiscardReport> {
    const lost: Record<string, number> = {};
    const survey = await this.visit(async ({ table }) => {
      lost[table.name] = (lost[table.name] ?? 0) + 1;
    });
    const missing = new Set(survey.missingKeys(this.ring));
    const others = await this.adoption.others();
    return {
      lost,
      left: survey.tables.reduce((sum, { rows }) => sum + rows, 0) - Object.values(lost).reduce((sum, n) => sum + n, 0),
      serversThatOpen: others.filter(({ keys }) => !keys || keys.known.some((id) => missing.has(id))),
    };
  }

  /** Removes them; what somebody changed meanwhile stays. Returns how many went. */
  async run(): Promise<number> {
    let removed = 0;
    await this.visit(async (rows, row) => {
      if (await rows.remove(row)) removed += 1;
    });
    const lost = (await this.known.list()).filter((key) => !this.known.opens(key));
    await this.known.forget(lost.map(({ keyId }) => keyId));
    return removed;
  }

  private async visit(onLost: (rows: SealedRows, row: SealedRow) => Promise<void>): Promise<KeySurvey> {
    const survey = new KeySurvey();
    for (const table of SEALED_TABLES) {
      const rows = new SealedRows(this.dataSource, table);
      survey.of(table.name);
      for await (const page of rows.pages()) {
        for (const row of page) {
          const judgement = this.sealer.judge(table, row);
          survey.add(table.name, row.rowId, judgement);
          if (judgement.state === 'unreadable' || (await this.isOutlived(rows, row, judgement)))
            await onLost(rows, row);
        }
      }
    }
    return survey;
  }

  /** Its client has set up again while its key was missing: the newer row is the one in use. */
  private async isOutlived(rows: SealedRows, row: SealedRow, { state }: RowJudgement): Promise<boolean> {
    return state === 'former' && rows.hasTwin(row, this.sealer.renew(rows.table, row));
  }
}
