import { type FieldTable, readable, writable } from '../../fields/field.js';
import { group, udfFields } from '../../fields/group-kinds.js';
import { lookup } from '../../fields/reference-kinds.js';
import { html, objects, text } from '../../fields/scalar-kinds.js';

/** Numbers are objects outside requests (reference B.7). */
export const NAMES: FieldTable = {
  id: readable(text()),
  display_id: readable({ ...objects, paths: ['value', 'display_value'] }),
  title: writable(text({ maxLength: 250 })),
  description: writable(html),
};

/** What problems, changes and releases share (reference C.2 to C.4). References that depend on others come after them. */
export const CLASSIFICATION: FieldTable = {
  priority: writable(lookup('priorities')),
  urgency: writable(lookup('urgencies')),
  impact: writable(lookup('impacts')),
  category: writable(lookup('categories')),
  subcategory: writable(lookup('subcategories', { within: 'category' })),
  item: writable(lookup('items', { within: 'subcategory' })),
  site: writable(lookup('sites')),
  group: writable(lookup('groups')),
  udf_fields: writable(udfFields),
};

/** A group of one text that repeats its name: `root_cause.root_cause_description` (reference C.2). */
export const described = (name: string): FieldTable => ({
  [name]: writable(group({ [`${name}_description`]: writable(html) })),
});
