import { z } from 'zod';

import { closestNames } from '../../../common/text/closest-names.js';
import { folded } from '../../../common/text/folded.js';
import { UnknownNameError } from '../../../sdp-api/sdp-input.errors.js';
import { cleanLine } from '../../text/clean-text.js';
import { inline } from '../../text/markdown.js';
import { defineSdpTool } from '../define-tool.js';
import { confirm } from '../params.js';
import { projectId } from './project-params.js';
import { MilestoneView, milestoneView } from './project-parts.js';

/** Milestones that are looked through. */
const MOST_MILESTONES = 100;

export const deleteProjectMilestone = defineSdpTool({
  name: 'delete_project_milestone',
  title: 'Delete a milestone of a project',
  description:
    'Delete a milestone of a project for good, with the tasks in it. Without confirm nothing is deleted and what would be is shown. One that was reached is better set with ended in set_project_milestone.',
  toolsets: ['projects'],
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.projects.READ', 'SDPOnDemand.projects.DELETE'],
  operations: ['projects.milestones.list', 'projects.milestones.delete'],
  input: z.strictObject({
    project_id: projectId,
    milestone: z.string().trim().min(1).max(250).describe('Whole title of the milestone, or its long id'),
    confirm,
  }),
  output: MilestoneView.extend({ project: z.string(), deleted: z.boolean() }),

  async handler({ project_id, milestone, confirm: confirmed }, context) {
    const { sdp } = context;
    const project = await sdp.parents.resolve('project', project_id);
    const { rows } = await sdp.projectParts.milestones(project, { rowCount: MOST_MILESTONES });
    const found = rows.find(({ id, title }) => id === milestone || folded(title ?? '') === folded(milestone));
    if (!found) {
      const titles = rows.map(({ title }) => cleanLine(title ?? '', 100));
      throw new UnknownNameError('milestone', milestone, closestNames(titles, milestone), titles);
    }
    const view = milestoneView(found);
    await context.confirm({
      confirmed,
      action: 'Delete a milestone of a project for good, with the tasks in it',
      preview: [`Project: ${project.displayId}`, `Milestone: ${view.title}`, `Status: ${view.status ?? 'none'}`].join(
        '\n',
      ),
    });
    await sdp.projectParts.removeMilestone(project, found.id);
    return { ...view, project: cleanLine(project.displayId, 250), deleted: true };
  },

  markdown: ({ title, project, id }) =>
    `Deleted milestone ${inline(title, 100)} of project ${inline(project)} (id ${id}).`,
});
