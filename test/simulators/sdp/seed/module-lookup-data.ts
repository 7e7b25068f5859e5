import type { LookupKind } from '../store/lookup-kinds.js';
import type { LookupSeed } from './lookup-data.js';

/** Rows of a list by their names, with ids from a tail on. */
const named = (firstTail: number, ...names: string[]): LookupSeed[] =>
  names.map((name, at) => [name, firstTail + 2 * at]);

/** reference C.3: submission is 1, implementation 4, close 8 */
const CHANGE_STAGES = [
  'Submission',
  'Planning',
  'CAB Evaluation',
  'Implementation',
  'UAT',
  'Release',
  'Review',
  'Close',
];

/** Set-up rows of the modules beside requests (reference C.3, C.5, C.7, C.10, C.12). */
export const MODULE_LOOKUPS: Partial<Record<LookupKind, readonly LookupSeed[]>> = {
  regions: named(94_001, 'Americas', 'EMEA'),
  service_categories: named(94_101, 'User Administration', 'Hardware', 'Software', 'Communication'),
  change_types: named(94_201, 'Minor', 'Standard', 'Major', 'Significant', 'Emergency'),
  change_stages: CHANGE_STAGES.map((name, at): LookupSeed => [
    name,
    94_301 + 2 * at,
    { internal_name: name.toLowerCase().replaceAll(' ', '_'), stage_index: at + 1 },
  ]),
  change_statuses: named(
    94_401,
    ...['Requested', 'Accepted', 'Approval Pending', 'Approved', 'Rejected', 'In Progress', 'Back Out', 'Cancelled'],
    'Completed',
  ),
  risks: named(94_501, 'Low', 'Medium', 'High'),
  reason_for_changes: named(94_601, 'Upgrade', 'Incident resolution', 'Business request', 'Security'),
  project_types: named(94_701, 'Infrastructure', 'Software', 'Relocation'),
  product_types: named(94_801, 'Workstation', 'Server', 'Printer', 'Monitor', 'Mobile Phone', 'Software'),
  products: [
    ['Latitude 7450', 94_901, { manufacturer: 'Dell', part_no: 'L7450', product_type: 'Workstation' }],
    ['ThinkPad T14', 94_903, { manufacturer: 'Lenovo', part_no: '21ML', product_type: 'Workstation' }],
    ['PowerEdge R660', 94_905, { manufacturer: 'Dell', part_no: 'R660', product_type: 'Server' }],
    ['LaserJet M507', 94_907, { manufacturer: 'HP', part_no: '1PV87A', product_type: 'Printer' }],
    ['UltraSharp U2723QE', 94_909, { manufacturer: 'Dell', part_no: 'U2723QE', product_type: 'Monitor' }],
    ['Pixel 8', 94_911, { manufacturer: 'Google', part_no: null, product_type: 'Mobile Phone' }],
  ],
  // reference C.7
  asset_states: named(95_101, 'In Use', 'In Store', 'In Repair', 'Expired', 'Disposed'),
  contract_statuses: named(95_201, 'Open', 'Active', 'Expired'),
  purchase_order_statuses: named(95_301, 'Draft', 'Pending Approval', 'Approved', 'Ordered', 'Closed'),
  maintenance_statuses: named(95_401, 'Scheduled', 'Completed'),
  vendors: named(95_001, 'Northwind Hardware', 'Contoso Supplies', 'Fabrikam Telecom'),
  // reference C.5: "New" is what a project starts with
  project_statuses: named(95_101, 'New', 'In Progress', 'On Hold', 'Completed', 'Cancelled'),
  project_roles: named(95_201, 'Project Admin', 'Project Member', 'Project Viewer'),
  release_types: named(95_301, 'Major', 'Minor', 'Emergency'),
  release_stages: named(95_401, 'Submission', 'Planning', 'Development', 'Testing', 'Deployment', 'Review', 'Close'),
  release_statuses: named(95_501, 'Requested', 'In Progress', 'Approved', 'On Hold', 'Completed', 'Cancelled'),
  reason_for_releases: named(95_601, 'New features', 'Defects', 'Security'),
  problem_templates: named(95_701, 'General Template', 'Major Problem'),
  change_templates: named(95_801, 'General Template', 'Server Patching', 'Network Change'),
  release_templates: named(95_901, 'General Template'),
  workflows: named(96_001, 'General Workflow', 'Standard Change Workflow'),
  problem_closure_codes: named(96_101, 'Resolved', 'Workaround accepted', 'Cannot reproduce'),
  // reference E.3
  solution_statuses: [
    ['UnApproved', 6825],
    ['Approved', 6827],
    ['Approval Pending', 6829],
    ['Rejected', 6831],
  ],
};
