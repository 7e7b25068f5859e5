import { ChildCollection, type ReadRows } from '../children/child-collection.js';
import { childShape } from '../children/child-shape.js';
import type { Send } from '../http/operation.js';
import type { Page, PageQuery } from '../list-info.js';
import type { LookBack } from '../requests/look-back.js';
import { plainWords } from '../requests/plain-words.js';
import { isSince } from '../requests/read-back.js';
import { toWireUser } from '../requests/request-wire.js';
import { type ParentRef, parentPath } from '../records/parent-ref.js';
import { toWireTime } from '../wire/values.js';
import { SdpWorklog, type WorklogFields } from './worklog.schema.js';

/** The attributes that ManageEngine's page shows (SDP Cloud API v3, "Worklog"). */
const FIELDS = ['id', 'owner', 'description', 'start_time', 'end_time', 'recorded_time'] as const;

const WORKLOGS = childShape({
  collection: 'worklogs',
  entity: 'worklog',
  row: SdpWorklog,
  fields: FIELDS,
  check: 'list the worklogs of the record (list_worklogs) and look for this time and person',
});

/** A call made again with the time "now" ends a little later; less than this apart is the same work. In ms. */
const SAME_START_MS = 90_000;

/** Time worked on records: `/worklogs` below a request, problem, change, release or task. */
export class WorklogsApi {
  private readonly rows: ChildCollection<SdpWorklog>;

  constructor(
    send: Send,
    private readonly lookBack: LookBack,
  ) {
    this.rows = new ChildCollection(WORKLOGS, send, lookBack);
  }

  list(parent: ParentRef, page: PageQuery = {}): Promise<Page<SdpWorklog>> {
    return this.rows.list(parentPath(parent), page);
  }

  /** @param most stop after so many */
  all(parent: ParentRef, most: number): Promise<ReadRows<SdpWorklog>> {
    return this.rows.all(parentPath(parent), most);
  }

  get(parent: ParentRef, id: string): Promise<SdpWorklog> {
    return this.rows.get(parentPath(parent), id);
  }

  /** @throws SdpOutcomeUnknownError when the answer was lost and the worklog is not found */
  async add(parent: ParentRef, fields: WorklogFields): Promise<SdpWorklog> {
    const sentAt = this.lookBack.clock.now();
    return this.rows.add(parentPath(parent), toInput(fields), (row) => isThis(row, fields, sentAt));
  }

  /** A worklog of this person, time and text that was recorded since then. @param sentAt by our clock */
  findAdded(parent: ParentRef, fields: WorklogFields, sentAt: Date): Promise<SdpWorklog | undefined> {
    return this.rows.findAdded(parentPath(parent), (row) => isThis(row, fields, sentAt));
  }

  /** Changes what is given. @throws SdpOutcomeUnknownError */
  update(parent: ParentRef, id: string, fields: Partial<WorklogFields>): Promise<SdpWorklog> {
    return this.rows.update(parentPath(parent), id, toInput(fields), (row) => saysAll(row, fields));
  }

  /** @throws SdpOutcomeUnknownError */
  remove(parent: ParentRef, id: string): Promise<void> {
    return this.rows.remove(parentPath(parent), id);
  }
}

/** Owner, start and end are what Cloud is known to take; on premises the time spent is given as hours and minutes. */
function toInput({ owner, start, end, description }: Partial<WorklogFields>): object {
  return {
    ...(owner && { owner: toWireUser(owner) }),
    ...(description !== undefined && { description }),
    ...(start && { start_time: toWireTime(start) }),
    ...(end && { end_time: toWireTime(end) }),
  };
}

function isThis(row: SdpWorklog, { owner, start, end, description = '' }: WorklogFields, sentAt: Date): boolean {
  const wanted = end.getTime() - start.getTime();
  const near = row.start_time === null || Math.abs(row.start_time.getTime() - start.getTime()) < SAME_START_MS;
  return (
    near &&
    Math.abs((row.spentMs ?? wanted) - wanted) < 60_000 &&
    (row.owner === null || owner.id === undefined || row.owner.id === owner.id) &&
    plainWords(row.description ?? '') === plainWords(description) &&
    isSince(row.recorded_time, sentAt)
  );
}

function saysAll(row: SdpWorklog, { owner, start, end, description }: Partial<WorklogFields>): boolean {
  return (
    (owner?.id === undefined || row.owner?.id === owner.id) &&
    (start === undefined || row.start_time?.getTime() === start.getTime()) &&
    (end === undefined || row.end_time?.getTime() === end.getTime()) &&
    (description === undefined || plainWords(row.description ?? '') === plainWords(description))
  );
}
