import { z } from 'zod';

import { eachRow } from '../../../sdp-api/list-info.js';
import type { LookupRef } from '../../../sdp-api/lookups/lookup-ref.js';
import type { SdpUser } from '../../../sdp-api/people/user.schema.js';
import type { SdpRequest } from '../../../sdp-api/requests/request.schema.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import { comparison } from '../../search/clause.js';
import { readAllRequests, readCount } from '../../search/read-all-requests.js';
import { cleanLine } from '../../text/clean-text.js';
import { freeText, FreeTechnicians, type TechnicianLoad } from '../../views/free-technicians.view.js';
import { personOf } from '../../views/person.view.js';
import { isOverdue } from '../../views/request-row.view.js';
import { defineSdpTool } from '../define-tool.js';
import { limit, named } from '../params.js';

const MOST_REQUESTS = 2_000;
/** Technicians that are looked at. */
const MOST_TECHNICIANS = 500;
/** Technicians whose groups are read one by one: each costs a call. */
const MOST_DETAILS = 60;

export const whoIsFree = defineSdpTool({
  name: 'who_is_free',
  title: 'Who is free',
  description: [
    'Technicians, of one support group or all, with how many open requests (tickets) each has, how many are overdue and on hold; the least busy first. To decide whom to assign.',
    'Absence is not in the API of ServiceDesk Plus.',
  ].join('\n'),
  toolsets: ['people'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.requests.READ', 'SDPOnDemand.users.READ', 'SDPOnDemand.technicians.READ'],
  operations: ['technicians.list', 'technicians.get', 'requests.list'],
  input: z.strictObject({ group: named('support group').optional(), limit: limit(25, 100) }),
  output: FreeTechnicians,

  async handler(input, { sdp, clock }) {
    const [group, people, open] = await Promise.all([
      input.group === undefined ? undefined : sdp.lookups.group(input.group),
      everybody(sdp),
      openRequests(sdp),
    ]);
    const { members, from } = group ? await membersOf(group, people, open.rows, sdp) : ALL(people);
    const loads = members.map((person) => loadOf(person, open.rows, clock.now())).toSorted(leastBusy);
    const known = new Set(people.map(({ id }) => id));
    return {
      ...(group ? { group: cleanLine(group.name ?? input.group ?? '', 120) } : {}),
      technicians: loads.slice(0, input.limit),
      members_from: from,
      technicians_more: Math.max(0, loads.length - input.limit),
      orphaned_requests:
        people.length < MOST_TECHNICIANS
          ? open.rows.filter(({ technician }) => technician !== null && !known.has(technician.id)).length
          : 0,
      read: readCount(open),
    };
  },

  markdown: freeText,
});

interface Members {
  readonly members: readonly SdpUser[];
  readonly from: FreeTechnicians['members_from'];
}

const ALL = (members: readonly SdpUser[]): Members => ({ members, from: 'everybody' });

async function everybody(sdp: SdpApi): Promise<readonly SdpUser[]> {
  const people: SdpUser[] = [];
  for await (const person of eachRow((page) => sdp.technicians.list(page), MOST_TECHNICIANS)) people.push(person);
  return people;
}

async function openRequests(sdp: SdpApi) {
  const open = await sdp.lookups.statusCriterion('open');
  return readAllRequests(sdp, { all: [open, comparison('technician', 'is not')] }, MOST_REQUESTS);
}

/**
 * Groups stand in the detail of each technician. Where they do not, or there are too many technicians to ask for each,
 * whoever has open requests of the group is taken for a member, which is said.
 */
async function membersOf(
  group: LookupRef,
  people: readonly SdpUser[],
  open: readonly SdpRequest[],
  sdp: SdpApi,
): Promise<Members> {
  const isIt = (one: { readonly id: string; readonly name: string | null }): boolean =>
    group.id === undefined ? one.name === group.name : one.id === group.id;
  if (people.length <= MOST_DETAILS) {
    const details = await Promise.all(people.map(({ id }) => sdp.technicians.get(id)));
    if (details.some(({ groups }) => groups !== null)) {
      return { members: details.filter(({ groups }) => groups?.some(isIt)), from: 'groups' };
    }
  }
  const working = new Set(
    open.flatMap(({ group: of, technician }) => (of && isIt(of) && technician ? technician.id : [])),
  );
  return { members: people.filter(({ id }) => working.has(id)), from: 'requests' };
}

function loadOf(person: SdpUser, open: readonly SdpRequest[], now: Date): TechnicianLoad {
  const theirs = open.filter(({ technician }) => technician?.id === person.id);
  return {
    ...personOf(person),
    open: theirs.length,
    overdue: theirs.filter((request) => isOverdue(request, now)).length,
    on_hold: theirs.filter(({ status }) => status?.stop_timer === true).length,
  };
}

/** What is on hold needs no work now. */
function leastBusy(a: TechnicianLoad, b: TechnicianLoad): number {
  const work = ({ open, on_hold: onHold }: TechnicianLoad): number => open - onHold;
  return work(a) - work(b) || a.overdue - b.overdue || a.name.localeCompare(b.name);
}
