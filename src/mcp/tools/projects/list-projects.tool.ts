import { listRecords } from '../records/list-records.js';
import { projectToolset } from './project-toolset.js';

export const listProjects = listRecords(projectToolset, {
  description:
    'List projects, narrowed by status, type, priority, owner, words or dates; open true means not ended. All filters must hold; names are enough. To read one with milestones and members, use get_project.',
});
