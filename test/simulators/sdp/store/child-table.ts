import type { Row } from './rows.js';

/** Rows that belong to a parent row, such as the notes of a request, in the order they were added. */
export class ChildTable<T extends Row> {
  private readonly byParent = new Map<string, T[]>();

  of(parentId: string): readonly T[] {
    return this.byParent.get(parentId) ?? [];
  }

  /** Rows of every parent. */
  all(): readonly T[] {
    return [...this.byParent.values()].flat();
  }

  find(parentId: string, id: string): T | undefined {
    return this.of(parentId).find((row) => row.id === id);
  }

  /** Ids of the rows that have or had children here. */
  parents(): readonly string[] {
    return [...this.byParent.keys()];
  }

  add(parentId: string, row: T): T {
    const rows = this.byParent.get(parentId);
    if (rows) rows.push(row);
    else this.byParent.set(parentId, [row]);
    return row;
  }

  removeAnywhere(id: string): void {
    for (const parentId of this.byParent.keys()) this.remove(parentId, id);
  }

  remove(parentId: string, id: string): void {
    this.byParent.set(
      parentId,
      this.of(parentId).filter((row) => row.id !== id),
    );
  }
}
