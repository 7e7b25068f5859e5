import { z } from 'zod';
import type { Operation, Send } from '../http/operation.js';
import { eachRow, listOperation, type ListQuery, type Page, type PageQuery } from '../list-info.js';
import type { LookBack } from '../requests/look-back.js';
import { orLookedUp } from '../requests/read-back.js';
import type { ChildShape } from './child-shape.js';

/** Path of the record that rows hang below, such as `['requests', id]`; empty for rows that stand alone. */
export type ParentPath = readonly string[];

export interface ChildQuery extends PageQuery {
  readonly where?: ListQuery<unknown>['where'];
  readonly sort?: ListQuery<unknown>['sort'];
}

/** Rows that were read, and whether there were no more. */
export interface ReadRows<T> {
  readonly rows: readonly T[];
  readonly complete: boolean;
}

/** Rows of one collection that are looked at when a write is looked for. */
const MOST_LOOKED_AT = 1_000;

/** Nothing is read of the answer but that it is no refusal. */
const Accepted = z.unknown();

/**
 * Rows below records of any module: listed, read, added, changed and deleted. A write whose answer was lost is looked
 * for, and SdpOutcomeUnknownError says that it was not found.
 */
export class ChildCollection<T extends { readonly id: string }> {
  constructor(
    private readonly shape: ChildShape<T>,
    private readonly send: Send,
    private readonly lookBack: LookBack,
  ) {}

  list(parent: ParentPath, query: ChildQuery = {}, send = this.send): Promise<Page<T>> {
    const { collection, fields, rows } = this.shape;
    return send(listOperation({ ...query, path: [...parent, collection], rows, ...(fields && { fields }) }));
  }

  /** @param most stop after so many rows */
  async all(parent: ParentPath, most: number, query: ChildQuery = {}): Promise<ReadRows<T>> {
    const rows: T[] = [];
    let complete = true;
    const page = async (part: PageQuery): Promise<Page<T>> => {
      const read = await this.list(parent, { ...query, ...part });
      complete = !read.hasMore;
      return read;
    };
    for await (const row of eachRow(page, most)) rows.push(row);
    return { rows, complete };
  }

  get(parent: ParentPath, id: string, send = this.send): Promise<T> {
    const { collection, one } = this.shape;
    return send({ method: 'GET', path: [...parent, collection, id], answer: one });
  }

  /** @param isIt is this row, which was not there before, what was to be added? */
  async add(parent: ParentPath, input: object, isIt: (row: T) => boolean): Promise<T> {
    const { collection, entity, one, check } = this.shape;
    const operation: Operation<T> = {
      ...{ method: 'POST', answer: one },
      ...{ path: [...parent, collection], input: { [entity]: input } },
    };
    const added = await orLookedUp(
      () => this.send(operation),
      () => this.findAdded(parent, isIt),
      check,
    );
    this.lookBack.answered.add(added.id);
    return added;
  }

  /** The row that fits and that no answer to a write has named. */
  async findAdded(parent: ParentPath, isIt: (row: T) => boolean): Promise<T | undefined> {
    return this.first(parent, (row) => isIt(row) && !this.lookBack.answered.has(row.id));
  }

  /** @param isDone does the row say what was to be written? */
  async update(parent: ParentPath, id: string, input: object, isDone: (row: T) => boolean): Promise<T> {
    const { collection, entity, perhapsOne: answer, check } = this.shape;
    const path = [...parent, collection, id];
    const readBack = (): Promise<T> => this.get(parent, id, this.lookBack.send);
    return orLookedUp(
      // Answers to changes are not documented to hold the row.
      async () => (await this.send({ method: 'PUT', path, input: { [entity]: input }, answer })) ?? readBack(),
      async () => {
        const row = await readBack();
        return isDone(row) ? row : undefined;
      },
      check,
    );
  }

  async remove(parent: ParentPath, id: string): Promise<void> {
    const { collection, check } = this.shape;
    const path = [...parent, collection, id];
    await orLookedUp<unknown>(
      async () => {
        await this.send({ method: 'DELETE', path, answer: Accepted });
        return true;
      },
      async () => ((await this.first(parent, (row) => row.id === id)) === undefined ? true : undefined),
      check,
    );
  }

  private async first(parent: ParentPath, fits: (row: T) => boolean): Promise<T | undefined> {
    const { send } = this.lookBack;
    for await (const row of eachRow((page) => this.list(parent, page, send), MOST_LOOKED_AT)) {
      if (fits(row)) return row;
    }
    return undefined;
  }
}
