import { RELEASES } from '../../../sdp-api/releases/release.record.js';
import type { RecordToolset } from '../records/record-toolset.js';

/** What the tools for releases are made from. */
export const releaseToolset: RecordToolset = {
  module: RELEASES,
  parent: 'release',
  toolset: 'releases',
  scope: 'SDPOnDemand.releases',
  filters: {
    open: { by: 'empty', field: 'completed_at', says: 'true: not completed yet; false: completed' },
    stage: { by: 'lookup', field: 'stage' },
    status: { by: 'lookup', field: 'status' },
    release_type: { by: 'lookup', field: 'release_type' },
    priority: { by: 'lookup', field: 'priority' },
    release_engineer: { by: 'person', field: 'release_engineer' },
    release_manager: { by: 'person', field: 'release_manager' },
    group: { by: 'lookup', field: 'group', says: 'support group' },
    text: { by: 'words', paths: ['title', 'description'] },
    scheduled_after: { by: 'after', field: 'scheduled_start' },
    scheduled_before: { by: 'before', field: 'scheduled_start' },
    created_after: { by: 'after', field: 'created_at' },
  },
  columns: ['stage', 'status', 'release_type', 'release_engineer', 'scheduled_start', 'scheduled_end'],
  says: { group: 'support group', template: 'release template' },
};
