import type { Row } from './rows.js';

/** Rows of one module, and the numbers people call them by. */
export class RecordTable {
  private readonly rows = new Map<string, Row>();
  private lastNumber = 0;

  /** @param prefix of the numbers, such as `CH` (reference B.7) */
  constructor(private readonly prefix: string) {}

  get(id: string): Row | undefined {
    return this.rows.get(id);
  }

  /** Oldest first. */
  values(): Row[] {
    return [...this.rows.values()];
  }

  newestFirst(): Row[] {
    return this.values().reverse();
  }

  add<T extends Row>(row: T): T {
    this.rows.set(row.id, row);
    return row;
  }

  remove(id: string): void {
    this.rows.delete(id);
  }

  get size(): number {
    return this.rows.size;
  }

  /** An object outside requests (reference B.7). */
  takeDisplayId(): { display_value: string; value: string } {
    this.lastNumber += 1;
    return { display_value: `${this.prefix}-${this.lastNumber}`, value: String(this.lastNumber) };
  }
}
