import { z } from 'zod';

import type { UserRef } from '../../../sdp-api/people/user.schema.js';
import { isPerson, type SdpMember } from '../../../sdp-api/projects/project-parts.api.js';
import { PROJECTS } from '../../../sdp-api/projects/project.record.js';
import type { ParentRef } from '../../../sdp-api/records/parent-ref.js';
import { isNoSuchPath } from '../../../sdp-api/records/path-memory.js';
import { SdpNotOfferedError } from '../../../sdp-api/sdp-input.errors.js';
import { cleanLine } from '../../text/clean-text.js';
import { inline, paragraphs } from '../../text/markdown.js';
import { nameOf } from '../../views/person.view.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import { anybody } from '../anybody.js';
import { defineSdpTool, type SdpToolContext } from '../define-tool.js';
import { ToolInputError } from '../tool.errors.js';
import { projectId } from './project-params.js';
import { Member, memberText, memberView } from './project-parts.js';

/** Members that are looked through. */
const MOST_MEMBERS = 100;

const people = (what: string) => z.array(z.string().trim().min(1).max(200)).max(20).default([]).describe(what);

export const changeProjectMembers = defineSdpTool({
  name: 'change_project_members',
  title: 'Change members of a project',
  description:
    'Add people to a project or remove them from it; names and mail addresses are enough. Who is a member already, or is none, stays so. The members are read back. get_project shows them too.',
  toolsets: ['projects'],
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  // It adds or removes, so neither CREATE nor DELETE is always needed; SDP's refusal names the one that is.
  scopes: ['SDPOnDemand.projects.READ'],
  operations: ['projects.get', 'projects.members.list', 'projects.members.add', 'projects.members.delete'],
  input: z.strictObject({
    project_id: projectId,
    add: people('People to add: names or mail addresses; "me" is you'),
    remove: people('People to take out'),
    role: z.string().trim().min(1).max(100).optional().describe('Role of those who are added, as the portal calls it'),
  }),
  output: z.object({
    project: z.string(),
    id: z.string(),
    added: z.array(z.string()),
    removed: z.array(z.string()),
    members: z.array(Member),
  }),

  async handler({ project_id, add, remove, role }, { sdp }) {
    if (add.length + remove.length === 0) throw new ToolInputError('There is nobody to change.', 'Give add or remove.');
    const [project, coming, leaving] = await Promise.all([
      sdp.parents.resolve('project', project_id),
      Promise.all(add.map((name) => anybody(name, sdp))),
      Promise.all(remove.map((name) => anybody(name, sdp))),
    ]);
    const present = await membersOf(project, sdp);
    const isMember = (person: UserRef): boolean => present.some(({ user }) => isPerson(user, person));
    const newcomers = coming.filter((person) => !isMember(person));
    const goers = present.filter(({ user }) => leaving.some((person) => isPerson(user, person)));
    for (const person of newcomers) {
      await sdp.projectParts.addMember(project, person, role === undefined ? undefined : { name: cleanLine(role) });
    }
    for (const { id } of goers) await sdp.projectParts.removeMember(project, id);

    const members = await membersOf(project, sdp);
    const isIn = (person: UserRef): boolean => members.some(({ user }) => isPerson(user, person));
    return {
      ...{ project: cleanLine(project.displayId, 250), id: project.id },
      added: newcomers.filter(isIn).map(shown),
      removed: goers.flatMap(({ user }) => (user && !isIn(user) ? [nameOf(user)] : [])),
      members: members.map(memberView),
    };
  },

  markdown: ({ project, added, removed, members }) =>
    paragraphs(
      `Members of project ${inline(project)}: ${listed(added, 'added')}, ${listed(removed, 'removed')}.`,
      members.length === 0 ? 'It has no members now.' : `Now: ${members.map(memberText).join('; ')}.`,
      UNTRUSTED_NOTICE,
    ),
});

/** @throws SdpNotOfferedError when the project is there and has no such collection; the path is an inference */
async function membersOf(project: ParentRef, sdp: SdpToolContext['sdp']): Promise<readonly SdpMember[]> {
  try {
    return (await sdp.projectParts.members(project, { rowCount: MOST_MEMBERS })).rows;
  } catch (error) {
    if (!isNoSuchPath(error)) throw error;
    await sdp.records(PROJECTS).get(project.id);
    throw new SdpNotOfferedError('members of projects', { cause: error });
  }
}

function shown({ id, name, email_id: mail }: UserRef): string {
  return cleanLine(name ?? mail ?? id ?? '', 120);
}

function listed(names: readonly string[], done: string): string {
  return names.length === 0 ? `nobody ${done}` : `${done} ${names.map((name) => inline(name)).join(', ')}`;
}
