import { type DataSource, QueryFailedError } from 'typeorm';
import type { SealedRow } from './sealed-row.js';
import type { Columns, SealedTable } from './sealed-tables.js';

/** Rows of one read. */
const PAGE = 200;

/** Reads and writes the rows of a sealed table, a page at a time and each write by itself: no lock is held for long. */
export class SealedRows {
  private readonly columns: readonly string[];

  constructor(
    private readonly dataSource: DataSource,
    readonly table: SealedTable,
  ) {
    this.columns = [...table.ciphertexts, ...table.digests];
  }

  async count(): Promise<number> {
    const [row] = await this.dataSource.query<[{ count: number }]>(
      `SELECT count(*)::int AS count FROM ${this.table.name}`,
    );
    return row.count;
  }

  /** Every row, in pages by primary key. Rows that come while it reads may be missed. */
  async *pages(): AsyncGenerator<SealedRow[]> {
    const { name, key, keyType } = this.table;
    const shownKey = keyType === 'bytea' ? `encode(${key}, 'hex')` : `${key}::text`;
    for (let last: string | null = null; ;) {
      const found: Record<string, Buffer | null>[] = await this.dataSource.query(
        `SELECT ${shownKey} AS row_id, ${this.columns.join(', ')} FROM ${name}
          WHERE $1::text IS NULL OR ${key} > ${this.keyOf('$1')} ORDER BY ${key} LIMIT ${PAGE}`,
        [last],
      );
      const rows = found.map(({ row_id, ...columns }) => ({ rowId: String(row_id), columns }));
      if (rows.length > 0) yield rows;
      if (rows.length < PAGE) return;
      last = rows.at(-1)?.rowId ?? null;
    }
  }

  /**
   * Writes a row unless something of it changed since it was read, or it is gone: `overtaken`. `duplicate`: another row
   * has its digest.
   */
  async replace({ rowId, columns }: SealedRow, renewed: Columns): Promise<'written' | 'overtaken' | 'duplicate'> {
    const sets = this.columns.map((column, index) => `${column} = $${index + 2}::bytea`);
    const same = this.columns.map(
      (column, index) => `${column} IS NOT DISTINCT FROM $${index + 2 + this.columns.length}::bytea`,
    );
    try {
      const [, written] = await this.dataSource.query<[unknown, number]>(
        `UPDATE ${this.table.name} SET ${sets.join(', ')} WHERE ${this.table.key} = ${this.keyOf('$1')} AND ${same.join(' AND ')}`,
        [rowId, ...this.columns.map((column) => renewed[column]), ...this.columns.map((column) => columns[column])],
      );
      return written === 1 ? 'written' : 'overtaken';
    } catch (error) {
      if (isUniqueViolation(error)) return 'duplicate';
      throw error;
    }
  }

  /** Does another row have the digest that this one would have under the present key? */
  async hasTwin({ rowId }: SealedRow, renewed: Columns): Promise<boolean> {
    const { name, key, unique } = this.table;
    if (unique === undefined) return false;
    const twins = await this.dataSource.query<unknown[]>(
      `SELECT 1 FROM ${name} WHERE ${unique} = $2::bytea AND ${key} <> ${this.keyOf('$1')}`,
      [rowId, renewed[unique]],
    );
    return twins.length > 0;
  }

  async remove({ rowId, columns }: SealedRow): Promise<boolean> {
    const same = this.columns.map((column, index) => `${column} IS NOT DISTINCT FROM $${index + 2}::bytea`);
    const [, removed] = await this.dataSource.query<[unknown, number]>(
      `DELETE FROM ${this.table.name} WHERE ${this.table.key} = ${this.keyOf('$1')} AND ${same.join(' AND ')}`,
      [rowId, ...this.columns.map((column) => columns[column])],
    );
    return removed === 1;
  }

  private keyOf(parameter: string): string {
    return this.table.keyType === 'bytea' ? `decode(${parameter}, 'hex')` : `${parameter}::uuid`;
  }
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof QueryFailedError && (error.driverError as { code?: string }).code === '23505';
}
