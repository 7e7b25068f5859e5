import { z } from 'zod';
import type { Reader } from '../http/operation.js';
import { type Rows, rowsOf } from '../list-info.js';

/** A collection below a record, as data. */
interface ChildDefinition<T extends { readonly id: string }> {
  /** Last part of the path, such as `worklogs`. */
  readonly collection: string;
  /** Key of one row in bodies, such as `worklog`. */
  readonly entity: string;
  readonly row: z.ZodType<T>;
  /** Keys under which a list's rows may stand, beside the collection's name. */
  readonly otherListKeys?: readonly string[];
  /** `fields_required` of a list; absent: what the portal lists by itself. */
  readonly fields?: readonly string[];
  /** Where a person would look whether a write was done, a phrase. */
  readonly check: string;
}

/** The same with the readers of its answers, which are made once. */
export interface ChildShape<T extends { readonly id: string }> extends Omit<ChildDefinition<T>, 'row'> {
  readonly rows: Reader<Rows<T>>;
  /** An answer that has to hold the row. */
  readonly one: Reader<T>;
  /** An answer that may leave the row out, as those to changes may. */
  readonly perhapsOne: Reader<T | undefined>;
}

export function childShape<T extends { readonly id: string }>(definition: ChildDefinition<T>): ChildShape<T> {
  const { row, ...shape } = definition;
  const { collection, entity, otherListKeys = [] } = shape;
  const body = z.object({ [entity]: row.optional() });
  const perhapsOne: Reader<T | undefined>['safeParse'] = (json) => {
    const read = body.safeParse(json);
    return read.success ? { success: true, data: read.data[entity] } : read;
  };
  return {
    ...shape,
    rows: rowsOf(row, collection, ...otherListKeys),
    perhapsOne: { safeParse: perhapsOne },
    one: {
      safeParse: (json) => {
        const read = perhapsOne(json);
        if (!read.success) return read;
        if (read.data === undefined) return { success: false, error: new TypeError(`The answer has no ${entity}`) };
        return { success: true, data: read.data };
      },
    },
  };
}
