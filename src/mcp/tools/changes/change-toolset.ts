import { CHANGES } from '../../../sdp-api/changes/change.record.js';
import type { RecordToolset } from '../records/record-toolset.js';

/** What the tools for changes are made from. */
export const changeToolset: RecordToolset = {
  module: CHANGES,
  parent: 'change',
  toolset: 'changes',
  scope: 'SDPOnDemand.changes',
  filters: {
    open: { by: 'empty', field: 'completed_at', says: 'true: not completed yet; false: completed' },
    stage: { by: 'lookup', field: 'stage' },
    status: { by: 'lookup', field: 'status' },
    change_type: { by: 'lookup', field: 'change_type' },
    risk: { by: 'lookup', field: 'risk' },
    priority: { by: 'lookup', field: 'priority' },
    change_owner: { by: 'person', field: 'change_owner' },
    change_manager: { by: 'person', field: 'change_manager' },
    change_requester: { by: 'person', field: 'change_requester' },
    group: { by: 'lookup', field: 'group', says: 'support group' },
    emergency: { by: 'flag', field: 'emergency' },
    text: { by: 'words', paths: ['title', 'description'] },
    scheduled_after: { by: 'after', field: 'scheduled_start' },
    scheduled_before: { by: 'before', field: 'scheduled_start' },
    created_after: { by: 'after', field: 'created_at' },
  },
  columns: ['stage', 'status', 'change_type', 'risk', 'change_owner', 'scheduled_start', 'scheduled_end'],
  says: {
    group: 'support group',
    comment: 'why the status changes; many portals want it with every new status',
    stage: 'stage, such as Planning or Implementation; a workflow may set it by itself',
    retrospective: 'it has been carried out already',
    template: 'change template',
  },
};
