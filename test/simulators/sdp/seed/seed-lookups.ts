import type { LookupKind } from '../store/lookup-kinds.js';
import type { ItemRow, LookupRow, SubcategoryRow } from '../store/rows.js';
import type { SdpStore } from '../store/sdp-store.js';
import { CATEGORIES } from './category-data.js';
import {
  CLOSURE_CODES,
  DEPARTMENTS,
  GROUPS,
  IMPACTS,
  LEVELS,
  type LookupSeed,
  MODES,
  PRIORITIES,
  REQUEST_TYPES,
  SITES,
  STATUSES,
  TASK_TYPES,
  TEMPLATES,
  TOPICS,
  UDF_FIELDS,
  URGENCIES,
} from './lookup-data.js';
import { MODULE_LOOKUPS } from './module-lookup-data.js';

const SEEDS: Partial<Record<LookupKind, readonly LookupSeed[]>> = {
  statuses: STATUSES,
  priorities: PRIORITIES,
  urgencies: URGENCIES,
  impacts: IMPACTS,
  levels: LEVELS,
  modes: MODES,
  request_types: REQUEST_TYPES,
  groups: GROUPS,
  sites: SITES,
  departments: DEPARTMENTS,
  request_templates: TEMPLATES,
  request_closure_codes: CLOSURE_CODES,
  task_types: TASK_TYPES,
  topics: TOPICS,
  ...MODULE_LOOKUPS,
};

/** Fills the set-up lists. */
export function seedLookups(store: SdpStore): void {
  for (const [kind, rows] of Object.entries(SEEDS) as [LookupKind, readonly LookupSeed[]][]) {
    for (const [name, tail, extra] of rows) {
      store.lookups[kind].push({ id: store.ids.system(tail), name, description: null, deleted: false, ...extra });
    }
  }
  for (const udf of UDF_FIELDS) {
    const { tail, ...definition } = udf;
    store.udfFields.push({ id: store.ids.system(tail), ...definition });
  }
  // product types are named in the data, and rows in the store
  for (const product of store.lookups.products) {
    product.product_type = store.lookup('product_types', String(product.product_type));
  }
  seedCategories(store);
}

function seedCategories({ lookups, ids }: SdpStore): void {
  let tail = 93_001;
  const row = (name: string): LookupRow => ({ id: ids.system((tail += 2)), name, description: null, deleted: false });
  for (const [categoryName, subcategories] of Object.entries(CATEGORIES)) {
    const category = row(categoryName);
    lookups.categories.push(category);
    for (const [subcategoryName, items] of Object.entries(subcategories)) {
      const subcategory: SubcategoryRow = { ...row(subcategoryName), category };
      lookups.subcategories.push(subcategory);
      lookups.items.push(...items.map((name): ItemRow => ({ ...row(name), subcategory })));
    }
  }
}
