import { ANNOUNCEMENTS } from '../../../sdp-api/admin-data/notice.records.js';
import type { RecordToolset } from '../records/record-toolset.js';

/** What the tools for announcements are made from. */
export const announcementToolset: RecordToolset = {
  module: ANNOUNCEMENTS,
  parent: 'announcement',
  toolset: 'admin_data',
  scope: 'SDPOnDemand.setup',
  filters: {
    text: { by: 'words', paths: ['title'] },
    created_after: { by: 'after', field: 'created_at' },
  },
  columns: ['description', 'created_by', 'created_at'],
};
