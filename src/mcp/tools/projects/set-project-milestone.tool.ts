import { z } from 'zod';

import { folded } from '../../../common/text/folded.js';
import { htmlFromText } from '../../../sdp-api/html-from-text.js';
import type { MilestoneFields } from '../../../sdp-api/projects/project-parts.api.js';
import { DateWords } from '../../search/date-words.js';
import { cleanLine } from '../../text/clean-text.js';
import { inline } from '../../text/markdown.js';
import { readableDay } from '../../text/times.js';
import { defineSdpTool, type SdpToolContext } from '../define-tool.js';
import { dateWords, longText, named, shortText, technician, timeZone } from '../params.js';
import { projectId } from './project-params.js';
import { noonOf } from '../records/resolve-record.js';
import { MilestoneView, milestoneView } from './project-parts.js';

const input = z.strictObject({
  project_id: projectId,
  title: shortText('Title of the milestone; a new one is added when the project has none of this title'),
  description: longText('Description').optional(),
  status: named('status').optional(),
  owner: technician.describe('Who sees to it: name, mail address or id; "me" is you').optional(),
  scheduled_start: dateWords('Planned start').optional(),
  scheduled_end: dateWords('Planned end').optional(),
  ended: dateWords('When it was reached').optional(),
  time_zone: timeZone,
});

/** Milestones that are looked through for the title. */
const MOST_MILESTONES = 100;

export const setProjectMilestone = defineSdpTool({
  name: 'set_project_milestone',
  title: 'Set a milestone of a project',
  description:
    'Add a milestone to a project, or change the one that has this title: dates, owner, status, when it was reached. Only what is given changes. get_project shows the milestones there are.',
  toolsets: ['projects'],
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  // It adds or changes, so neither CREATE nor UPDATE is always needed; SDP's refusal names the one that is.
  scopes: ['SDPOnDemand.projects.READ'],
  operations: [
    ...['projects.milestones.list', 'projects.milestones.add', 'projects.milestones.get'],
    'projects.milestones.update',
  ],
  input,
  output: MilestoneView.extend({ project: z.string(), added: z.boolean() }),

  async handler(args, { sdp, clock }) {
    const project = await sdp.parents.resolve('project', args.project_id);
    const { rows } = await sdp.projectParts.milestones(project, { rowCount: MOST_MILESTONES });
    const fields = await fieldsOf(args, { sdp, clock });
    const present = rows.find(({ title }) => folded(title ?? '') === folded(args.title));
    const written = present
      ? Object.keys(fields).length === 0
        ? present
        : await sdp.projectParts.updateMilestone(project, present.id, fields)
      : await sdp.projectParts.addMilestone(
          project,
          { ...fields, title: cleanLine(args.title) },
          new Set(rows.map(({ id }) => id)),
        );
    return { ...milestoneView(written), project: project.displayId, added: present === undefined };
  },

  markdown: ({ added, title, project, status, scheduled_end: end, id }) =>
    `${added ? 'Added' : 'Set'} milestone ${inline(title, 100)} of project ${inline(project)}: ${inline(status ?? 'no status')}, planned until ${readableDay(end ?? null)} (id ${id}).`,
});

async function fieldsOf(
  args: z.output<typeof input>,
  { sdp, clock }: Pick<SdpToolContext, 'sdp' | 'clock'>,
): Promise<MilestoneFields> {
  const dates = new DateWords(clock.now(), args.time_zone);
  const day = (name: 'scheduled_start' | 'scheduled_end' | 'ended') => {
    const words = args[name];
    return words === undefined
      ? undefined
      : noonOf(dates.period(words, name, name === 'ended' ? 'any' : 'ahead').start);
  };
  const [status, owner] = await Promise.all([
    args.status === undefined ? undefined : sdp.lookups.value('project_statuses', args.status),
    args.owner === undefined ? undefined : sdp.lookups.technician(args.owner),
  ]);
  const fields: MilestoneFields = {
    description: args.description === undefined ? undefined : htmlFromText(args.description),
    ...{ status, owner },
    scheduledStart: day('scheduled_start'),
    scheduledEnd: day('scheduled_end'),
    actualEnd: day('ended'),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
