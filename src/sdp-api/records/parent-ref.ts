/** Modules whose records can have tasks, notes, worklogs, approvals or attachments of their own. */
export const PARENT_MODULES = [
  'request',
  'problem',
  'change',
  'release',
  'project',
  'task',
  'asset',
  'workstation',
  'solution',
  'purchase_order',
  'contract',
  'announcement',
  'maintenance',
] as const;

export type ParentModule = (typeof PARENT_MODULES)[number];

/** A record that something belongs to. */
export interface ParentRef {
  readonly module: ParentModule;
  /** The long one, which the API takes. */
  readonly id: string;
  /** What people call it: its number, or for an asset its name. The id where the portal tells no other. */
  readonly displayId: string;
}

/** Where a module's records are kept, and what people name them by. */
interface ParentModuleData {
  /** First part of the path; the key of a list as well. */
  readonly collection: string;
  /** Key of one record. */
  readonly entity: string;
  /** Our word for one. */
  readonly noun: string;
  /** Fields that hold a whole text people name a record by, beside the number. */
  readonly names: readonly string[];
  /** How to name one, a phrase for errors. */
  readonly forms: string;
}

const numbered = (noun: string, example: string): string =>
  `the number of the ${noun} (${example}), a link to it, or its long id`;

/** Display numbers with the prefixes PB, CH and SOL were seen in use; a portal can have others. */
export const PARENT_DATA: Readonly<Record<ParentModule, ParentModuleData>> = {
  request: {
    collection: 'requests',
    entity: 'request',
    noun: 'request',
    names: [],
    forms: numbered('request', '31230'),
  },
  problem: {
    collection: 'problems',
    entity: 'problem',
    noun: 'problem',
    names: [],
    forms: numbered('problem', '140 or PB-140'),
  },
  change: {
    collection: 'changes',
    entity: 'change',
    noun: 'change',
    names: [],
    forms: numbered('change', '22 or CH-22'),
  },
  release: { collection: 'releases', entity: 'release', noun: 'release', names: [], forms: numbered('release', '7') },
  project: {
    collection: 'projects',
    entity: 'project',
    noun: 'project',
    names: ['project_code', 'title'],
    forms: 'the number, code or whole title of the project, a link to it, or its long id',
  },
  task: {
    collection: 'tasks',
    entity: 'task',
    noun: 'task',
    names: [],
    forms: 'the long id of the task as lists show it, or a link to it',
  },
  asset: {
    collection: 'assets',
    entity: 'asset',
    noun: 'asset',
    names: ['name', 'asset_tag'],
    forms: 'the name or tag of the asset, a link to it, or its long id',
  },
  workstation: {
    collection: 'workstations',
    entity: 'workstation',
    noun: 'workstation',
    names: ['name'],
    forms: 'the name of the workstation, or its long id',
  },
  solution: {
    collection: 'solutions',
    entity: 'solution',
    noun: 'solution',
    names: [],
    forms: numbered('solution', '5 or SOL-5'),
  },
  purchase_order: {
    collection: 'purchase_orders',
    entity: 'purchase_order',
    noun: 'purchase order',
    names: ['name'],
    forms: 'the number or name of the purchase order, a link to it, or its long id',
  },
  contract: {
    collection: 'contracts',
    entity: 'contract',
    noun: 'contract',
    names: ['name'],
    forms: 'the name of the contract, a link to it, or its long id',
  },
  announcement: {
    collection: 'announcements',
    entity: 'announcement',
    noun: 'announcement',
    names: ['title'],
    forms: 'the whole title of the announcement, or its long id',
  },
  maintenance: {
    collection: 'maintenances',
    entity: 'maintenance',
    noun: 'maintenance window',
    names: ['title'],
    forms: 'the whole title of the maintenance window, or its long id',
  },
};

/** Path parts of a record, such as `['problems', '123…']`. */
export function parentPath({ module, id }: Pick<ParentRef, 'module' | 'id'>): readonly string[] {
  return [PARENT_DATA[module].collection, id];
}
