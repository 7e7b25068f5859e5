import type { Confidence } from '../api-operation.js';

/** What is known of one configured list. */
export interface KindOfMetadata {
  /** What one value is called in our words. */
  readonly label: string;
  /**
   * Where its values stand on records that more people may read than the set-up: collection and field. Undefined for
   * values that no list of records shows.
   */
  readonly seenOn: readonly [collection: string, field: string] | undefined;
  readonly confidence: Confidence;
  /** What portals have unless they changed it, where the list itself may not be known. */
  readonly usual?: readonly string[];
}

const used = (label: string, ...seenOn: [string, string] | []): KindOfMetadata => kind('used', label, seenOn);
const inferred = (label: string, ...seenOn: [string, string] | []): KindOfMetadata => kind('inferred', label, seenOn);

function kind(confidence: Confidence, label: string, seenOn: [string, string] | []): KindOfMetadata {
  return { confidence, label, seenOn: seenOn.length === 0 ? undefined : seenOn };
}

/** The configured lists of a portal that this server reads, by the name that is also their path. */
export const METADATA = {
  statuses: used('status', 'requests', 'status'),
  priorities: used('priority', 'requests', 'priority'),
  urgencies: used('urgency', 'requests', 'urgency'),
  impacts: used('impact', 'requests', 'impact'),
  levels: used('level', 'requests', 'level'),
  modes: used('mode', 'requests', 'mode'),
  request_types: used('request type', 'requests', 'request_type'),
  categories: used('category', 'requests', 'category'),
  subcategories: used('subcategory', 'requests', 'subcategory'),
  items: used('item', 'requests', 'item'),
  groups: used('group', 'requests', 'group'),
  sites: used('site', 'requests', 'site'),
  request_templates: used('template', 'requests', 'template'),
  request_closure_codes: inferred('closure code'),
  service_categories: inferred('service category', 'requests', 'service_category'),
  departments: inferred('department', 'requesters', 'department'),
  regions: inferred('region'),
  change_types: inferred('change type', 'changes', 'change_type'),
  change_stages: inferred('change stage', 'changes', 'stage'),
  change_statuses: inferred('change status', 'changes', 'status'),
  risks: inferred('risk', 'changes', 'risk'),
  reason_for_changes: inferred('reason for change', 'changes', 'reason_for_change'),
  project_types: inferred('project type', 'projects', 'project_type'),
  task_types: inferred('task type'),
  products: inferred('product', 'assets', 'product'),
  product_types: inferred('product type', 'assets', 'product_type'),
  vendors: inferred('vendor', 'assets', 'vendor'),
  topics: kind('official', 'topic', ['solutions', 'topic']),
} as const satisfies Record<string, KindOfMetadata>;

/** Values whose list no page and nobody tells a path of: those that records have are all that can be known. */
const SEEN_ONLY = {
  problem_templates: inferred('problem template', 'problems', 'template'),
  problem_closure_codes: inferred('closure code'),
  change_templates: inferred('change template', 'changes', 'template'),
  change_workflows: inferred('workflow', 'changes', 'workflow'),
  release_templates: inferred('release template', 'releases', 'template'),
  release_workflows: inferred('workflow', 'releases', 'workflow'),
  release_types: inferred('release type', 'releases', 'release_type'),
  release_stages: inferred('release stage', 'releases', 'stage'),
  release_statuses: inferred('release status', 'releases', 'status'),
  reason_for_releases: inferred('reason for release', 'releases', 'reason_for_release'),
  project_statuses: inferred('project status', 'projects', 'status'),
  asset_states: {
    ...inferred('state', 'assets', 'state'),
    usual: ['In Use', 'In Store', 'In Repair', 'Expired', 'Disposed'],
  },
  purchase_order_statuses: inferred('status', 'purchase_orders', 'status'),
  solution_statuses: inferred('approval status', 'solutions', 'approval_status'),
} as const satisfies Record<string, KindOfMetadata>;

/** A list that can be read. */
export type ListedKind = keyof typeof METADATA;

/** Any sort of configured values. */
export type MetadataKind = ListedKind | keyof typeof SEEN_ONLY;

export const METADATA_KINDS = Object.keys(METADATA) as [ListedKind, ...ListedKind[]];

/** Everything that is known of any kind. */
export const ALL_KINDS: Readonly<Record<MetadataKind, KindOfMetadata>> = { ...METADATA, ...SEEN_ONLY };

export function isListed(kind: MetadataKind): kind is ListedKind {
  return Object.hasOwn(METADATA, kind);
}

/** Does a list need values above it, as subcategories need their category? */
export function isSubordinate(kind: MetadataKind): boolean {
  return kind === 'subcategories' || kind === 'items';
}
