import { DateTime } from 'luxon';

import type { Criterion } from '../../../sdp-api/criteria.js';
import type { Page } from '../../../sdp-api/list-info.js';
import type { SdpRequest } from '../../../sdp-api/requests/request.schema.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import { comparison, not } from '../../search/clause.js';
import { overdueClause } from '../../search/overdue-clause.js';
import type { QueueSection, QueueSectionName } from '../../views/queue.view.js';
import { isOverdue, rowOf } from '../../views/request-row.view.js';
import type { Parts } from '../parts.js';

/** Whose queue, when, and how much of it. */
export interface QueueWanted {
  /** The requests of the technician. */
  readonly theirs: Criterion;
  /** The groups whose unassigned requests count; undefined: every group. */
  readonly inGroups: Criterion | undefined;
  readonly now: Date;
  readonly zone: string;
  /** Rows of each section. */
  readonly limit: number;
}

/** The sections cut out of the technician's own open requests: one list serves them all while it fits one page. */
type OwnSection = Exclude<QueueSectionName, 'unassigned' | 'mine'>;

interface OwnPart {
  /** Does a row belong to it? */
  readonly holds: (request: SdpRequest) => boolean;
  /** The same, as a search, for queues of more than a page. */
  readonly criterion: Criterion;
}

/** SDP gives at most so many rows at a time. */
const PAGE = 100;

/** Every section that could be read; those that could not are named in `parts`. */
export async function queueSections(sdp: SdpApi, wanted: QueueWanted, parts: Parts): Promise<QueueSection[]> {
  const open = await sdp.lookups.statusCriterion('open');
  const [own, unassigned] = await Promise.all([
    ownSections(sdp, wanted, parts, open),
    parts.read('unassigned', unassignedSection(sdp, wanted, open)),
  ]);
  return [...own, ...(unassigned ? [unassigned] : [])];
}

async function ownSections(sdp: SdpApi, wanted: QueueWanted, parts: Parts, open: Criterion): Promise<QueueSection[]> {
  const theirs: Criterion = { all: [wanted.theirs, open] };
  const mine = await parts.read('mine', byDueTime(sdp, theirs, PAGE));
  if (!mine) return [];

  const rows = mine.rows.toSorted(soonestDue);
  const ofPart = await ownParts(sdp, wanted);
  const cut = async ([section, { holds, criterion }]: [OwnSection, OwnPart]): Promise<QueueSection | undefined> => {
    if (!mine.hasMore) return sectionOf(section, rows.filter(holds), wanted);
    const page = await parts.read(section, byDueTime(sdp, { all: [theirs, criterion] }, wanted.limit));
    return page && sectionOf(section, page.rows.toSorted(soonestDue), wanted, page);
  };
  const cuts = await Promise.all((Object.entries(ofPart) as [OwnSection, OwnPart][]).map(cut));
  const [overdue, dueToday, onHold] = cuts;
  return [overdue, dueToday, sectionOf('mine', rows, wanted, mine), onHold].filter((one) => one !== undefined);
}

async function ownParts(sdp: SdpApi, { now, zone }: QueueWanted): Promise<Record<OwnSection, OwnPart>> {
  const [late, onHold] = await Promise.all([overdueClause(true, sdp, now), sdp.lookups.statusCriterion('on_hold')]);
  const midnight = DateTime.fromJSDate(now, { zone }).plus({ days: 1 }).startOf('day').toJSDate();
  return {
    overdue: { holds: (request) => isOverdue(request, now), criterion: late.criterion },
    due_today: {
      holds: (request) => {
        const due = request.due_by_time;
        return !isWaiting(request) && !isOverdue(request, now) && due !== null && due >= now && due < midnight;
      },
      criterion: {
        all: [
          not({ criterion: onHold, words: '' }).criterion,
          comparison('due_by_time', 'greater or equal', String(now.getTime())),
          comparison('due_by_time', 'lesser than', String(midnight.getTime())),
        ],
      },
    },
    on_hold: { holds: isWaiting, criterion: onHold },
  };
}

async function unassignedSection(sdp: SdpApi, wanted: QueueWanted, open: Criterion): Promise<QueueSection> {
  const { inGroups, limit } = wanted;
  const page = await sdp.requests.list({
    where: { all: [comparison('technician', 'is'), open, ...(inGroups ? [inGroups] : [])] },
    sort: { field: 'created_time', order: 'asc' },
    rowCount: limit,
    totalCount: true,
  });
  return sectionOf('unassigned', page.rows, wanted, page);
}

function byDueTime(sdp: SdpApi, where: Criterion, rowCount: number): Promise<Page<SdpRequest>> {
  return sdp.requests.list({ where, sort: { field: 'due_by_time', order: 'asc' }, rowCount, totalCount: true });
}

/** @param page the list the rows are the beginning of; absent when they are all there are */
function sectionOf(
  section: QueueSectionName,
  rows: readonly SdpRequest[],
  { limit, now }: QueueWanted,
  page?: Page<SdpRequest>,
): QueueSection {
  const count = page === undefined || !page.hasMore ? rows.length : page.totalCount;
  return {
    section,
    ...(count === undefined ? {} : { count }),
    requests: rows.slice(0, limit).map((request) => rowOf(request, now)),
  };
}

function isWaiting({ status }: SdpRequest): boolean {
  return status?.stop_timer === true && status.in_progress !== false;
}

/** What is due first comes first; what is never due comes last, oldest first. */
function soonestDue(a: SdpRequest, b: SdpRequest): number {
  const time = (date: Date | null): number => date?.getTime() ?? Infinity;
  if (a.due_by_time === null && b.due_by_time === null) return time(a.created_time) - time(b.created_time);
  return time(a.due_by_time) - time(b.due_by_time);
}
