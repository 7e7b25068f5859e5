import type { MetadataKind } from './metadata-kinds.js';
import type { MetadataParent } from './metadata.schema.js';

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
