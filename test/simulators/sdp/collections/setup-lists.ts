import { type EntityDefinition, type FieldDefinition, type FieldKind, readable } from '../fields/field.js';
import { lookup } from '../fields/reference-kinds.js';
import { count, flag, text } from '../fields/scalar-kinds.js';
import type { Call, Route } from '../routes/route.js';
import { LOOKUP_KINDS, type LookupKind } from '../store/lookup-kinds.js';
import type { LookupRow } from '../store/rows.js';
import { type FlatCollection, flatRoutes } from './flat-collection.js';
import { notFound } from './requests/find-request.js';

/** Keys of set-up rows that are not plain text. */
const KINDS: Readonly<Record<string, FieldKind>> = {
  in_progress: flag,
  stop_timer: flag,
  deleted: flag,
  is_service_template: flag,
  show_to_requester: flag,
  category: lookup('categories'),
  subcategory: lookup('subcategories'),
  site: lookup('sites'),
  parent_topic: lookup('topics'),
  product_type: lookup('product_types'),
  stage_index: count,
};

const fieldFor = (key: string): FieldDefinition => readable(KINDS[key] ?? text());

function setupDefinition(kind: LookupKind): EntityDefinition {
  const { entity, listed } = LOOKUP_KINDS[kind];
  return { entity, list: kind, fields: Object.fromEntries(listed.map((key) => [key, fieldFor(key)])) };
}

/** Rows in use; `requests` scopes alone do not open them (reference C.12), `general` does (E.2). */
export function setupList(kind: LookupKind, options: Partial<FlatCollection> = {}): Route[] {
  return flatRoutes({
    path: `/${kind}`,
    name: kind,
    scopes: ['setup', 'general'],
    definition: setupDefinition(kind),
    rows: ({ store }) => inUse(store.lookups[kind]),
    ...options,
  });
}

const inUse = (rows: readonly LookupRow[]) => rows.filter(({ deleted }) => !deleted);

/** The row in the path that rows hang on. @throws SdpFailure when it is not there */
function parentIn(rows: readonly LookupRow[], id: string | undefined, call: Call): LookupRow {
  const parent = rows.find((row) => row.id === id);
  if (!parent) throw notFound(call);
  return parent;
}

function subcategoriesIn(call: Call): LookupRow[] {
  const category = parentIn(call.store.lookups.categories, call.params.category_id, call);
  return inUse(call.store.lookups.subcategories).filter((row) => row.category === category);
}

function itemsIn(call: Call): LookupRow[] {
  const subcategory = parentIn(subcategoriesIn(call), call.params.subcategory_id, call);
  return inUse(call.store.lookups.items).filter((row) => row.subcategory === subcategory);
}

const plainLists: readonly LookupKind[] = [
  ...(['statuses', 'priorities', 'urgencies', 'impacts', 'levels', 'modes', 'request_types', 'categories'] as const),
  ...(['groups', 'sites', 'departments', 'regions', 'request_closure_codes', 'service_categories'] as const),
  ...(['change_types', 'change_stages', 'change_statuses', 'risks', 'reason_for_changes'] as const),
  ...(['project_types', 'task_types', 'products', 'product_types', 'vendors'] as const),
];

/** reference C.12, and C.10 for groups, sites, departments and regions */
export const setupRoutes: readonly Route[] = [
  ...plainLists.flatMap((kind) => setupList(kind)),
  ...setupList('subcategories', { path: '/categories/{category_id}/subcategories', rows: subcategoriesIn }),
  ...setupList('items', {
    path: '/categories/{category_id}/subcategories/{subcategory_id}/items',
    rows: itemsIn,
  }),
  ...flatRoutes({
    path: '/udf_fields',
    name: 'udf_fields',
    scopes: ['setup', 'general'],
    definition: {
      entity: 'udf_field',
      list: 'udf_fields',
      fields: Object.fromEntries(['id', 'field_key', 'name', 'type'].map((key) => [key, fieldFor(key)])),
    },
    rows: ({ store }) => store.udfFields,
  }),
];
