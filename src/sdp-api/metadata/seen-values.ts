import { z } from 'zod';
import type { Criterion } from '../criteria.js';
import type { Send } from '../http/operation.js';
import { listOperation, rowsOf } from '../list-info.js';
import { ALL_KINDS, type MetadataKind } from './metadata-kinds.js';
import { type MetadataParent, MetadataRow } from './metadata.schema.js';
import { isWithheld } from './withheld.js';

const AnyRow = z.record(z.string(), z.unknown());
const COLLECTIONS = new Set(Object.values(ALL_KINDS).flatMap(({ seenOn }) => seenOn?.[0] ?? []));
const ROWS = new Map([...COLLECTIONS].map((collection) => [collection, rowsOf(AnyRow, collection)]));

/** The distinct values a field has on the hundred newest records that show it, by name. */
export async function seenValues(send: Send, kind: MetadataKind, parent?: MetadataParent): Promise<MetadataRow[]> {
  const [collection, field] = ALL_KINDS[kind].seenOn ?? [];
  const rows = ROWS.get(collection ?? '');
  if (collection === undefined || field === undefined || rows === undefined) return [];
  const page = await send(
    listOperation({
      path: [collection],
      rows,
      where: under(parent),
      // Other collections than requests are not known to be sorted by this field.
      ...(collection === 'requests' && { sort: { field: 'created_time', order: 'desc' } as const }),
      fields: ['id', field],
      rowCount: 100,
    }),
  ).catch((error: unknown) => {
    // A person who may not read these records may still write what they know the name of.
    if (!isWithheld(error)) throw error;
    return { rows: [] };
  });
  const seen = new Map<string, MetadataRow>();
  for (const row of page.rows) {
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
