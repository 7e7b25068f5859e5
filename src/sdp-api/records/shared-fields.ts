import type { RecordField } from './record-module.js';

/** How problems, changes and releases are weighed and sorted into the portal's structure. */
export const CLASSIFICATION = {
  priority: { kind: 'lookup', write: 'always', values: 'priorities' },
  urgency: { kind: 'lookup', write: 'always', values: 'urgencies' },
  impact: { kind: 'lookup', write: 'always', values: 'impacts' },
  category: { kind: 'lookup', write: 'always', values: 'categories' },
  subcategory: { kind: 'lookup', write: 'always', values: 'subcategories', within: 'category' },
  item: { kind: 'lookup', write: 'always', values: 'items', within: 'subcategory' },
  group: { kind: 'lookup', write: 'always', values: 'groups' },
  site: { kind: 'lookup', write: 'always', values: 'sites' },
} as const satisfies Record<string, RecordField>;

/** What changes and releases say of going there and back again. */
export const PLANS = {
  roll_out_plan: {
    kind: 'html',
    path: 'roll_out_plan.roll_out_plan_description',
    write: 'always',
    detailOnly: true,
  },
  back_out_plan: {
    kind: 'html',
    path: 'back_out_plan.back_out_plan_description',
    write: 'always',
    detailOnly: true,
  },
} as const satisfies Record<string, RecordField>;

/** What changes and releases can be sorted by (ManageEngine's Ansible collection for SDP Cloud lists them). */
export const STAGED_SORT_FIELDS = [
  ...['created_time', 'scheduled_start_time', 'scheduled_end_time', 'completed_time'],
  ...['title', 'priority', 'status', 'stage'],
] as const;
