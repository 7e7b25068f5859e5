import { MAINTENANCES } from '../../../sdp-api/admin-data/notice.records.js';
import type { RecordToolset } from '../records/record-toolset.js';

/** What the tools for maintenance windows are made from. */
export const maintenanceToolset: RecordToolset = {
  module: MAINTENANCES,
  parent: 'maintenance',
  toolset: 'admin_data',
  scope: 'SDPOnDemand.setup',
  filters: {
    text: { by: 'words', paths: ['title'] },
    starts_after: { by: 'after', field: 'starts' },
    starts_before: { by: 'before', field: 'starts' },
  },
  columns: ['status', 'starts', 'ends'],
};
