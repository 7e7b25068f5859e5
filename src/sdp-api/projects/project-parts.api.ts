import { z } from 'zod';
import { ChildCollection } from '../children/child-collection.js';
import { childShape } from '../children/child-shape.js';
import type { Send } from '../http/operation.js';
import type { Page, PageQuery } from '../list-info.js';
import type { LookupRef } from '../lookups/lookup-ref.js';
import { type SdpUser, userOf, type UserRef, WireUser } from '../people/user.schema.js';
import { type ParentRef, parentPath } from '../records/parent-ref.js';
import type { LookBack } from '../requests/look-back.js';
import { plainWords } from '../requests/plain-words.js';
import { isEffectOf } from '../requests/read-back.js';
import { toWireLookup, toWireUser } from '../requests/request-wire.js';
import { lookupOf, timeOf, toWireTime, WireId, WireLookup, WireText, WireTime } from '../wire/values.js';

/** A stage of a project. */
export const SdpMilestone = z
  .object({
    id: WireId,
    title: WireText,
    description: WireText,
    status: WireLookup,
    owner: WireUser.nullish(),
    scheduled_start_time: WireTime,
    scheduled_end_time: WireTime,
    actual_end_time: WireTime,
  })
  .transform((wire) => ({
    id: wire.id,
    title: wire.title ?? null,
    description: wire.description ?? null,
    status: lookupOf(wire.status),
    owner: userOf(wire.owner),
    scheduledStart: timeOf(wire.scheduled_start_time),
    scheduledEnd: timeOf(wire.scheduled_end_time),
    actualEnd: timeOf(wire.actual_end_time),
  }));

export type SdpMilestone = z.output<typeof SdpMilestone>;

/** Who takes part in a project, and as what. */
export const SdpMember = z
  .object({ id: WireId, user: WireUser.nullish(), role: WireLookup })
  .transform((wire) => ({ id: wire.id, user: userOf(wire.user), role: lookupOf(wire.role) }));

export type SdpMember = z.output<typeof SdpMember>;

/** What somebody wrote on a project, as HTML. */
export const SdpProjectComment = z
  .object({ id: WireId, comment: WireText, created_by: WireUser.nullish(), created_time: WireTime })
  .transform((wire) => ({
    id: wire.id,
    comment: wire.comment ?? null,
    by: userOf(wire.created_by),
    at: timeOf(wire.created_time),
  }));

export type SdpProjectComment = z.output<typeof SdpProjectComment>;

/** What can be written of a milestone. Absent leaves a field as it is. */
export interface MilestoneFields {
  readonly title?: string | undefined;
  /** HTML. */
  readonly description?: string | undefined;
  readonly status?: LookupRef | undefined;
  readonly owner?: UserRef | undefined;
  readonly scheduledStart?: Date | undefined;
  readonly scheduledEnd?: Date | undefined;
  readonly actualEnd?: Date | undefined;
}

const check = 'read the project (get_project) and look for it there';
const MILESTONES = childShape({ collection: 'milestones', entity: 'milestone', row: SdpMilestone, check });
const MEMBERS = childShape({ collection: 'members', entity: 'member', row: SdpMember, check });
const COMMENTS = childShape({
  collection: 'comments',
  entity: 'project_comment',
  row: SdpProjectComment,
  otherListKeys: ['project_comments'],
  check,
});

/** What hangs on a project: milestones, members and comments. For its tasks see `TasksApi`. */
export class ProjectPartsApi {
  private readonly milestoneRows: ChildCollection<SdpMilestone>;
  private readonly memberRows: ChildCollection<SdpMember>;
  private readonly commentRows: ChildCollection<SdpProjectComment>;

  constructor(
    send: Send,
    private readonly lookBack: LookBack,
  ) {
    this.milestoneRows = new ChildCollection(MILESTONES, send, lookBack);
    this.memberRows = new ChildCollection(MEMBERS, send, lookBack);
    this.commentRows = new ChildCollection(COMMENTS, send, lookBack);
  }

  milestones(project: ParentRef, page: PageQuery = {}): Promise<Page<SdpMilestone>> {
    return this.milestoneRows.list(parentPath(project), page);
  }

  members(project: ParentRef, page: PageQuery = {}): Promise<Page<SdpMember>> {
    return this.memberRows.list(parentPath(project), page);
  }

  comments(project: ParentRef, page: PageQuery = {}): Promise<Page<SdpProjectComment>> {
    return this.commentRows.list(parentPath(project), page);
  }

  /**
   * The project is told by the path alone: SDP refuses it in the body. A milestone of this title that was there before
   * is not taken for the new one. @throws SdpOutcomeUnknownError
   */
  async addMilestone(project: ParentRef, fields: MilestoneFields, before: ReadonlySet<string>): Promise<SdpMilestone> {
    return this.milestoneRows.add(
      parentPath(project),
      toWireMilestone(fields),
      ({ id, title }) => title === fields.title && !before.has(id),
    );
  }

  /** @throws SdpOutcomeUnknownError */
  updateMilestone(project: ParentRef, id: string, fields: MilestoneFields): Promise<SdpMilestone> {
    return this.milestoneRows.update(parentPath(project), id, toWireMilestone(fields), (row) => says(row, fields));
  }

  /** @throws SdpOutcomeUnknownError */
  removeMilestone(project: ParentRef, id: string): Promise<void> {
    return this.milestoneRows.remove(parentPath(project), id);
  }

  /** @throws SdpOutcomeUnknownError */
  addMember(project: ParentRef, person: UserRef, role: LookupRef | undefined): Promise<SdpMember> {
    const input = { user: toWireUser(person), ...(role && { role: toWireLookup(role) }) };
    return this.memberRows.add(parentPath(project), input, ({ user }) => isPerson(user, person));
  }

  /** @param id of the membership, not of the person @throws SdpOutcomeUnknownError */
  removeMember(project: ParentRef, id: string): Promise<void> {
    return this.memberRows.remove(parentPath(project), id);
  }

  /** @param html the text @throws SdpOutcomeUnknownError */
  addComment(project: ParentRef, html: string): Promise<SdpProjectComment> {
    const sentAt = this.lookBack.clock.now();
    return this.commentRows.add(parentPath(project), { comment: html }, (row) => isThis(row, html, sentAt));
  }

  /** @param sentAt by our clock, before it was sent */
  findComment(project: ParentRef, html: string, sentAt: Date): Promise<SdpProjectComment | undefined> {
    return this.commentRows.findAdded(parentPath(project), (row) => isThis(row, html, sentAt));
  }
}

/** By id, or where one of the two has none, by mail address. */
export function isPerson(user: SdpUser | null, { id, email_id: mail }: UserRef): boolean {
  if (user === null) return false;
  if (id !== undefined) return user.id === id;
  return mail !== undefined && mail !== null && user.email_id?.toLowerCase() === mail.toLowerCase();
}

function isThis({ comment, at }: SdpProjectComment, html: string, sentAt: Date): boolean {
  return plainWords(comment ?? '') === plainWords(html) && isEffectOf(at, sentAt);
}

function toWireMilestone(fields: MilestoneFields): object {
  const { title, description, status, owner, scheduledStart, scheduledEnd, actualEnd } = fields;
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(status && { status: toWireLookup(status) }),
    ...(owner && { owner: toWireUser(owner) }),
    ...(scheduledStart && { scheduled_start_time: toWireTime(scheduledStart) }),
    ...(scheduledEnd && { scheduled_end_time: toWireTime(scheduledEnd) }),
    ...(actualEnd && { actual_end_time: toWireTime(actualEnd) }),
  };
}

function says(row: SdpMilestone, { title, description, status, owner, scheduledEnd }: MilestoneFields): boolean {
  return (
    (title === undefined || row.title === title) &&
    (description === undefined || plainWords(row.description ?? '') === plainWords(description)) &&
    (status?.id === undefined || row.status?.id === status.id) &&
    (owner?.id === undefined || row.owner?.id === owner.id) &&
    (scheduledEnd === undefined || row.scheduledEnd?.getTime() === scheduledEnd.getTime())
  );
}
