/** Set-up rows: name, numeric tail of the id (reference E.3 where known), and what else the row has. */
export type LookupSeed = readonly [name: string, tail: number, extra?: Readonly<Record<string, unknown>>];

export const STATUSES: readonly LookupSeed[] = [
  ['Open', 6657, { internal_name: 'Open', in_progress: true, stop_timer: false, color: '#0066ff' }],
  ['On Hold', 6659, { internal_name: 'Onhold', in_progress: true, stop_timer: true, color: null }],
  ['Closed', 6661, { internal_name: 'Closed', in_progress: false, stop_timer: true, color: '#006600' }],
  ['Resolved', 6663, { internal_name: 'Resolved', in_progress: false, stop_timer: true, color: '#00ff66' }],
  ['In Progress', 91_001, { internal_name: 'In Progress', in_progress: true, stop_timer: false, color: '#00ffcc' }],
  [
    'Waiting on Requester',
    91_003,
    { internal_name: 'Waiting on Requester', in_progress: true, stop_timer: true, color: '#ff9900' },
  ],
  ['Cancelled', 91_005, { internal_name: 'Cancelled', in_progress: false, stop_timer: true, color: '#999999' }],
];

/** Lowest first: the priority matrix counts on it. */
export const PRIORITIES: readonly LookupSeed[] = [
  ['Low', 6801, { color: '#666666' }],
  ['Normal', 6802, { color: '#0066ff' }],
  ['Medium', 6803, { color: '#ff6600' }],
  ['High', 6805, { color: '#ff0000' }],
];

export const URGENCIES: readonly LookupSeed[] = [
  ['Low', 7919],
  ['Normal', 7921],
  ['High', 7923],
  ['Urgent', 7925],
];

export const IMPACTS: readonly LookupSeed[] = [
  ['Affects User', 8042],
  ['Affects Group', 8036],
  ['Affects Department', 8039],
  ['Affects Business', 8033],
];

export const LEVELS: readonly LookupSeed[] = [
  ['Tier 1', 6671],
  ['Tier 2', 6673],
  ['Tier 3', 6675],
  ['Tier 4', 6677],
];

export const MODES: readonly LookupSeed[] = [
  ['E-Mail', 6665],
  ['Phone Call', 6667],
  ['Web Form', 6669],
];

export const REQUEST_TYPES: readonly LookupSeed[] = [
  ['Incident', 8391],
  ['Request For Information', 8393],
  ['Service Request', 8395],
];

export const GROUPS: readonly LookupSeed[] = [
  ['Network', 6681, { description: 'LAN, Wi-Fi, VPN and telephony' }],
  ['Hardware', 6683, { description: 'Computers, docks, phones' }],
  ['Applications', 6685, { description: 'Office suite and business software' }],
  ['Access Management', 6687, { description: 'Accounts, permissions, sign-in' }],
  ['Security', 6689, { description: 'Suspicious mail, lost devices, malware' }],
  ['Field Support', 6691, { description: 'On-site help in Austin and Dublin' }],
  ['Legacy Telephony', 6693, { description: 'Closed in spring', deleted: true }],
];

/** reference C.1.10: the default tenant's; "Completed" is another tenant's. */
export const CLOSURE_CODES: readonly LookupSeed[] = [
  ['Cancelled', 6851],
  ['Failed', 6853],
  ['Postponed', 6855],
  ['Rejected', 6857],
  ['Success', 6859],
  ['Unable to Reproduce', 6861],
];

export const SITES: readonly LookupSeed[] = [
  ['Boston Head Office', 92_001],
  ['Austin', 92_003],
  ['Dublin', 92_005],
  ['Remote', 92_007],
];

export const DEPARTMENTS: readonly LookupSeed[] = [
  ['Finance', 92_101],
  ['Sales', 92_103],
  ['Marketing', 92_105],
  ['Human Resources', 92_107],
  ['Engineering', 92_109],
  ['Customer Care', 92_111],
  ['Legal', 92_113],
  ['Information Technology', 92_115],
];

export const TEMPLATES: readonly LookupSeed[] = [
  ['Default Request', 6655, { is_service_template: false, show_to_requester: true }],
  ['Report an Outage', 92_201, { is_service_template: false, show_to_requester: true }],
  ['New Employee Onboarding', 92_203, { is_service_template: true, show_to_requester: false }],
  ['Request New Laptop', 92_205, { is_service_template: true, show_to_requester: true }],
  ['Software Installation', 92_207, { is_service_template: true, show_to_requester: true }],
];

export const TASK_TYPES: readonly LookupSeed[] = [
  ['Implementation', 92_301],
  ['Review', 92_303],
];

export const TOPICS: readonly LookupSeed[] = [
  ['General', 7971],
  ['Network and VPN', 92_401],
  ['Accounts and Passwords', 92_403],
  ['Printing', 92_405],
];

/** Keys by the prefixes of reference B.7. */
export const UDF_FIELDS = [
  { tail: 92_501, field_key: 'udf_char1', name: 'Asset Tag', type: 'string' },
  { tail: 92_503, field_key: 'udf_long1', name: 'Floor', type: 'integer' },
  { tail: 92_505, field_key: 'udf_bool1', name: 'Works From Home', type: 'boolean' },
  { tail: 92_507, field_key: 'txt_user_priority3', name: 'User Priority', type: 'string', values: ['Low', 'High'] },
  { tail: 92_509, field_key: 'dt_callback', name: 'Call Back At', type: 'datetime' },
  { tail: 92_511, field_key: 'ref_approver', name: 'Approved By', type: 'lookup', lookup_entity: 'technician' },
] as const;
