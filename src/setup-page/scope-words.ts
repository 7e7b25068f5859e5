/** Modules of ServiceDesk Plus by their names in scopes (`SDPOnDemand.<module>.<right>`), as its screens call them. */
const MODULES = new Map(
  Object.entries({
    requests: 'Requests',
    problems: 'Problems',
    changes: 'Changes',
    releases: 'Releases',
    projects: 'Projects',
    assets: 'Assets',
    cmdb: 'CMDB',
    solutions: 'Solutions',
    contracts: 'Contracts',
    purchases: 'Purchase orders',
    users: 'Requesters and technicians',
    technicians: 'Technicians',
    setup: 'Lists and settings of the portal',
  }),
);

const RIGHTS = new Map(
  Object.entries({
    ALL: 'read and change',
    READ: 'read',
    CREATE: 'create',
    UPDATE: 'change',
    DELETE: 'delete',
  }),
);

/** What a scope allows, for people: "Requests: read and change". Undefined for scopes of other products. */
export function scopeWords(scope: string): string | undefined {
  const [product, module = '', right = ''] = scope.split('.');
  const [what, may] = [MODULES.get(module.toLowerCase()), RIGHTS.get(right.toUpperCase())];
  return product === 'SDPOnDemand' && what !== undefined && may !== undefined ? `${what}: ${may}` : undefined;
}
