import { deleteRecord } from '../records/delete-record.js';
import { projectToolset } from './project-toolset.js';

export const deleteProject = deleteRecord(projectToolset, {
  description:
    'Delete a project with all its milestones and tasks. Without confirm nothing is deleted and what would be is shown.',
});
