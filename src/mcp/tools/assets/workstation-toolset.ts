import { WORKSTATIONS } from '../../../sdp-api/assets/workstation.record.js';
import type { RecordToolset } from '../records/record-toolset.js';

/** What the tools for workstations are made from. */
export const workstationToolset: RecordToolset = {
  module: WORKSTATIONS,
  parent: 'workstation',
  toolset: 'assets',
  scope: 'SDPOnDemand.assets',
  filters: {
    text: { by: 'words', paths: ['name', 'serial_number'] },
    user: { by: 'person', field: 'user', says: 'who uses it' },
    state: { by: 'lookup', field: 'state' },
    site: { by: 'lookup', field: 'site' },
  },
  columns: ['product', 'state', 'user', 'site', 'ip_address'],
};
