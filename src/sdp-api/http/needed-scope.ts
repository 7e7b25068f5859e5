import type { Operation } from './operation.js';

/**
 * Scope module of each first path part; everything else is a configured list (zoho scope table of SDP Cloud). The table
 * has no entry for tasks that stand alone: they belong to what a technician works on.
 */
const MODULES: Readonly<Record<string, string>> = {
  requests: 'requests',
  tasks: 'requests',
  problems: 'problems',
  changes: 'changes',
  releases: 'releases',
  projects: 'projects',
  assets: 'assets',
  workstations: 'assets',
  cmdb: 'cmdb',
  solutions: 'solutions',
  topics: 'solutions',
  contracts: 'contracts',
  purchase_orders: 'purchases',
  requesters: 'users',
  users: 'users',
  technicians: 'technicians',
};

const VERBS = { GET: 'READ', POST: 'CREATE', PUT: 'UPDATE', DELETE: 'DELETE' } as const;

export type ScopeVerb = (typeof VERBS)[keyof typeof VERBS];

/** The scope an operation needs, such as `SDPOnDemand.setup.READ`. `.ALL` of the same module serves as well. */
export function neededScope({ method, path }: Pick<Operation<unknown>, 'method' | 'path'>): string {
  return collectionScope(path[0] ?? '', VERBS[method]);
}

/** The scope for what stands under a first part of the path, such as `changes`. */
export function collectionScope(collection: string, verb: ScopeVerb): string {
  return `SDPOnDemand.${MODULES[collection] ?? 'setup'}.${verb}`;
}
