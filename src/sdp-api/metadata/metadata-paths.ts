import type { MetadataKind, MetadataParent } from './metadata.schema.js';

/** Where a list is read; its rows stand under its own name. @throws RangeError without the parent a list needs */
export function metadataPath(kind: MetadataKind, parent?: MetadataParent): string[] {
  if (kind === 'subcategories') return ['categories', category(parent), 'subcategories'];
  if (kind === 'items') return ['categories', category(parent), 'subcategories', subcategory(parent), 'items'];
  return [kind];
}

/** The same as a pattern, such as `/categories/{id}/subcategories`. */
export function pathOfKind(kind: MetadataKind): string {
  return `/${metadataPath(kind, { category: '{id}', subcategory: '{subcategory_id}' }).join('/')}`;
}

function category(parent: MetadataParent | undefined): string {
  if (!parent) throw new RangeError('This list needs a category');
  return parent.category;
}

function subcategory(parent: MetadataParent | undefined): string {
  if (parent?.subcategory === undefined) throw new RangeError('This list needs a subcategory');
  return parent.subcategory;
}

/** The field of a request that holds a value of each list; closure codes are on no request's row. */
export const FIELD_OF_KIND = {
  statuses: 'status',
  priorities: 'priority',
  urgencies: 'urgency',
  impacts: 'impact',
  levels: 'level',
  modes: 'mode',
  request_types: 'request_type',
  categories: 'category',
  subcategories: 'subcategory',
  items: 'item',
  groups: 'group',
  sites: 'site',
  request_templates: 'template',
  request_closure_codes: undefined,
} as const satisfies Record<MetadataKind, string | undefined>;
