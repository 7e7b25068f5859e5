import type { Tool } from '../define-tool.js';
import { addProjectComment } from './add-project-comment.tool.js';
import { changeProjectMembers } from './change-project-members.tool.js';
import { createProject } from './create-project.tool.js';
import { deleteProject } from './delete-project.tool.js';
import { deleteProjectMilestone } from './delete-project-milestone.tool.js';
import { getProject } from './get-project.tool.js';
import { listProjects } from './list-projects.tool.js';
import { setProjectMilestone } from './set-project-milestone.tool.js';
import { updateProject } from './update-project.tool.js';

/** In the order in which clients see them. */
export const projectsTools: readonly Tool[] = [
  listProjects,
  getProject,
  createProject,
  updateProject,
  deleteProject,
  setProjectMilestone,
  deleteProjectMilestone,
  changeProjectMembers,
  addProjectComment,
];
