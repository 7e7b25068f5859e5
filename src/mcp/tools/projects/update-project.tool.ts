import { updateRecord } from '../records/update-record.js';
import { projectToolset } from './project-toolset.js';

export const updateProject = updateRecord(projectToolset, {
  description:
    'Change fields of a project: status, owner, dates, type. Only what is given changes; clear_fields empties fields. The answer shows each changed field before and after. For milestones use set_project_milestone.',
});
