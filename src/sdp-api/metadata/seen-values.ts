import { z } from 'zod';
import type { Criterion } from '../criteria.js';
import type { Send } from '../http/operation.js';
import { listOperation, rowsOf } from '../list-info.js';
import { FIELD_OF_KIND } from './metadata-paths.js';
import { type MetadataKind, type MetadataParent, MetadataRow } from './metadata.schema.js';

const AnyRows = rowsOf(z.record(z.string(), z.unknown()), 'requests');

/** The distinct values a field has on the hundred newest requests, by name. */
export async function seenValues(send: Send, kind: MetadataKind, parent?: MetadataParent): Promise<MetadataRow[]> {
  const field = FIELD_OF_KIND[kind];
  if (field === undefined) return [];
  const { rows } = await send(
    listOperation({
      path: ['requests'],
      rows: AnyRows,
      where: under(parent),
      sort: { field: 'created_time', order: 'desc' },
      fields: ['id', field],
      rowCount: 100,
    }),
  );
  const seen = new Map<string, MetadataRow>();
  for (const row of rows) {
    const value = MetadataRow.safeParse(row[field]);
    if (value.success) seen.set(value.data.id, value.data);
  }
  return [...seen.values()].sort((a, b) => a.name.localeCompare(b.name));
}

function under(parent: MetadataParent | undefined): Criterion | undefined {
  if (!parent) return undefined;
  return {
    all: [
      { field: 'category.id', condition: 'is', values: [parent.category] },
      ...(parent.subcategory === undefined
        ? []
        : [{ field: 'subcategory.id', condition: 'is' as const, values: [parent.subcategory] }]),
    ],
  };
}
