/** One kind of set-up row: how it is called on the wire and what of it shows inside another row. */
interface LookupKindDefinition {
  /** Key of one row; the list's key is the kind's own name. */
  readonly entity: string;
  /** Keys shown inside a request (reference C.1.2). */
  readonly embedded: readonly string[];
  /** Keys of a row of the set-up list (reference C.12). */
  readonly listed: readonly string[];
}

const plain = (entity: string): LookupKindDefinition => ({
  entity,
  embedded: ['id', 'name'],
  listed: ['id', 'name', 'description', 'deleted'],
});

/** Set-up rows by the name of their list (reference C.12). */
export const LOOKUP_KINDS = {
  statuses: {
    entity: 'status',
    embedded: ['id', 'name', 'internal_name', 'in_progress', 'stop_timer', 'color'],
    listed: ['id', 'name', 'internal_name', 'in_progress', 'stop_timer', 'color', 'description', 'deleted'],
  },
  priorities: {
    entity: 'priority',
    embedded: ['id', 'name', 'color'],
    listed: ['id', 'name', 'color', 'description', 'deleted'],
  },
  urgencies: plain('urgency'),
  impacts: plain('impact'),
  levels: plain('level'),
  modes: plain('mode'),
  request_types: plain('request_type'),
  categories: plain('category'),
  subcategories: {
    entity: 'subcategory',
    embedded: ['id', 'name'],
    listed: ['id', 'name', 'description', 'deleted', 'category'],
  },
  items: {
    entity: 'item',
    embedded: ['id', 'name'],
    listed: ['id', 'name', 'description', 'deleted', 'subcategory'],
  },
  groups: {
    entity: 'group',
    embedded: ['id', 'name', 'site', 'deleted'],
    listed: ['id', 'name', 'description', 'site', 'deleted'],
  },
  sites: plain('site'),
  departments: plain('department'),
  request_templates: {
    entity: 'request_template',
    embedded: ['id', 'name'],
    listed: ['id', 'name', 'description', 'is_service_template', 'show_to_requester', 'deleted'],
  },
  request_closure_codes: plain('request_closure_code'),
  task_types: plain('task_type'),
  service_categories: plain('service_category'),
  regions: plain('region'),
  change_types: plain('change_type'),
  // reference C.3: stages carry an internal name and their place in the order
  change_stages: {
    entity: 'change_stage',
    embedded: ['id', 'name', 'internal_name', 'stage_index'],
    listed: ['id', 'name', 'internal_name', 'stage_index', 'description', 'deleted'],
  },
  change_statuses: plain('change_status'),
  risks: plain('risk'),
  reason_for_changes: plain('reason_for_change'),
  project_types: plain('project_type'),
  // reference C.7: what of a product shows inside an asset
  products: {
    entity: 'product',
    embedded: ['id', 'name', 'manufacturer', 'part_no'],
    listed: ['id', 'name', 'manufacturer', 'part_no', 'product_type', 'description', 'deleted'],
  },
  product_types: plain('product_type'),
  vendors: plain('vendor'),
  asset_states: plain('asset_state'),
  contract_statuses: plain('contract_status'),
  purchase_order_statuses: plain('purchase_order_status'),
  maintenance_statuses: plain('maintenance_status'),
  project_statuses: plain('project_status'),
  project_roles: plain('project_role'),
  release_types: plain('release_type'),
  release_stages: plain('release_stage'),
  release_statuses: plain('release_status'),
  reason_for_releases: plain('reason_for_release'),
  problem_templates: plain('problem_template'),
  change_templates: plain('change_template'),
  release_templates: plain('release_template'),
  workflows: plain('workflow'),
  problem_closure_codes: plain('problem_closure_code'),
  solution_statuses: plain('solution_status'),
  topics: { entity: 'topic', embedded: ['id', 'name'], listed: ['id', 'name', 'description', 'parent_topic'] },
} as const satisfies Record<string, LookupKindDefinition>;

export type LookupKind = keyof typeof LOOKUP_KINDS;
