import { z } from 'zod';

import { htmlFromText } from '../../../sdp-api/html-from-text.js';
import { inline } from '../../text/markdown.js';
import { defineSdpTool } from '../define-tool.js';
import { idempotencyKey, longText } from '../params.js';
import { projectId } from './project-params.js';

const Added = z.object({ project: z.string(), project_id: z.string(), comment_id: z.string() });

export const addProjectComment = defineSdpTool({
  name: 'add_project_comment',
  title: 'Comment on a project',
  description:
    'Add a comment to a project; its members can read it. For a comment on one of its tasks, use add_task_comment with module "project".',
  toolsets: ['projects'],
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
  scopes: ['SDPOnDemand.projects.CREATE'],
  operations: ['projects.comments.add', 'projects.comments.list'],
  input: z.strictObject({
    project_id: projectId,
    comment: longText('Text of the comment'),
    idempotencyKey,
  }),
  output: Added,

  async handler({ project_id, comment }, { sdp }) {
    const project = await sdp.parents.resolve('project', project_id);
    const { id } = await sdp.projectParts.addComment(project, htmlFromText(comment));
    return { project: project.displayId, project_id: project.id, comment_id: id };
  },

  write: {
    keep: ({ project, project_id, comment_id }) => ({ project, project_id, comment_id }),
    restore: async (kept) => Added.parse(kept),
    async find({ project_id, comment }, { sdp }, sentAt) {
      const project = await sdp.parents.resolve('project', project_id);
      const found = await sdp.projectParts.findComment(project, htmlFromText(comment), sentAt);
      return found && { project: project.displayId, project_id: project.id, comment_id: found.id };
    },
  },
  markdown: ({ project, comment_id }) => `Added a comment to project ${inline(project)} (id ${comment_id}).`,
});
