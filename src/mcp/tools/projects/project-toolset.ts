import { PROJECTS } from '../../../sdp-api/projects/project.record.js';
import type { RecordToolset } from '../records/record-toolset.js';

/** What the tools for projects are made from. */
export const projectToolset: RecordToolset = {
  module: PROJECTS,
  parent: 'project',
  toolset: 'projects',
  scope: 'SDPOnDemand.projects',
  filters: {
    open: { by: 'empty', field: 'actual_end', says: 'true: not ended yet; false: ended' },
    status: { by: 'lookup', field: 'status' },
    project_type: { by: 'lookup', field: 'project_type' },
    priority: { by: 'lookup', field: 'priority' },
    owner: { by: 'person', field: 'owner' },
    text: { by: 'words', paths: ['title', 'description'] },
    starts_after: { by: 'after', field: 'scheduled_start' },
    ends_before: { by: 'before', field: 'scheduled_end' },
  },
  columns: ['project_code', 'status', 'owner', 'percentage_completion', 'scheduled_start', 'scheduled_end'],
};
