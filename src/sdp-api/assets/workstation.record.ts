import { recordModule } from '../records/record-module.js';

/**
 * Workstations as a collection of their own. The product has it and nobody reported its path in SDP Cloud, so path and
 * fields follow assets; a portal that has none says so. They are read only: they are assets, and written as such.
 */
export const WORKSTATIONS = recordModule({
  collection: 'workstations',
  entity: 'workstation',
  noun: 'workstation',
  plural: 'workstations',
  checkCreated: 'list the workstations (list_workstations)',
  sortFields: [],
  optional: true,
  undated: true,
  confidence: { create: 'inferred', update: 'inferred', delete: 'inferred' },
  fields: {
    title: { kind: 'text', path: 'name' },
    product: { kind: 'lookup' },
    state: { kind: 'lookup', values: 'asset_states' },
    user: { kind: 'user' },
    department: { kind: 'lookup', values: 'departments' },
    site: { kind: 'lookup', values: 'sites' },
    asset_tag: { kind: 'text' },
    serial_number: { kind: 'text' },
    ip_address: { kind: 'text' },
    mac_address: { kind: 'text' },
  },
});
