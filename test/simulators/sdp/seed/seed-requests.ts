import { blankRequest } from '../collections/requests/blank-request.js';
import { computedPriority } from '../collections/requests/request-rules.js';
import type { LookupKind } from '../store/lookup-kinds.js';
import type { LookupRow, PersonRow, RequestRow } from '../store/rows.js';
import type { SdpStore } from '../store/sdp-store.js';
import { HOSTILE, hostileArrival, seedHostileRequest } from './hostile-requests.js';
import type { Random } from './random.js';
import { SCENARIOS } from './scenarios/index.js';
import type { Scenario } from './scenarios/scenario.js';
import { seedHistory } from './seed-history.js';
import { mailHtml, MAIL_PROGRAMS } from './mail-thread.js';
import { arrivalTimes, dueTime, type PlannedStatus, plannedStatus } from './ticket-plan.js';
import { fill, fillingsFor, paragraphs } from './ticket-text.js';

const FIRST_NUMBER = 30_931;
const COUNT = 300;

/** Half a year of tickets, the newest one being 31230; a few of the last weeks' are hostile. */
export function seedRequests(store: SdpStore, random: Random, now: number): void {
  store.startDisplayIdsAt(FIRST_NUMBER);
  const hostile = HOSTILE.map((request, index) => ({ request, created: hostileArrival(index, now) }));
  const ordinary = arrivalTimes(COUNT - hostile.length, now, random).map((created) => ({
    request: undefined,
    created,
  }));
  for (const { request, created } of [...hostile, ...ordinary].toSorted((a, b) => a.created - b.created)) {
    if (request) seedHostileRequest(store, request, created);
    else seedRequest(store, random, created, now);
  }
}

function seedRequest(store: SdpStore, random: Random, created: number, now: number): void {
  const status = plannedStatus(created, now, random);
  const request = openRequest(store, random, { scenario: random.pick(SCENARIOS), created, now, status });
  store.requests.set(request.id, request);
}

interface Opening {
  readonly scenario: Scenario;
  readonly created: number;
  readonly now: number;
  readonly status: PlannedStatus;
}

/** Files one ticket and plays what happened to it since. */
function openRequest(store: SdpStore, random: Random, { scenario, created, now, status }: Opening): RequestRow {
  const requester = random.pick(store.people.filter(({ is_technician }) => !is_technician));
  const group = store.lookup('groups', scenario.group);
  const technician = random.chance(status === 'Open' ? 0.5 : 1)
    ? pickTechnician(store, group, created, now, random)
    : null;
  const mode = random.weighted({ 'E-Mail': 60, 'Web Form': 25, 'Phone Call': 15 });
  const caller = mode === 'Phone Call' && technician ? technician : requester;
  const fillings = fillingsFor({ requester, technician, people: store.people }, random);
  const { urgency = 'Normal', impact = 'Affects User', type = 'Incident', template = 'Default Request' } = scenario;
  const open = !['Resolved', 'Closed', 'Cancelled'].includes(status);

  const request = blankRequest({ store, caller, now: created });
  const ask = fill(random.pick(scenario.asks), fillings);
  const named = (kind: LookupKind, name: string) => store.lookup(kind, name);
  Object.assign(request, {
    subject: fill(random.pick(scenario.subjects), fillings),
    requester,
    group,
    department: requester.department,
    site: requester.site,
    mode: named('modes', mode),
    urgency: named('urgencies', urgency),
    impact: named('impacts', impact),
    level: named('levels', random.weighted({ 'Tier 1': 70, 'Tier 2': 25, 'Tier 3': 5 })),
    request_type: named('request_types', type),
    template: named('request_templates', template),
    is_service_request: type === 'Service Request',
    ...classify(scenario, store),
    due_by_time: dueTime(urgency, created, { now, open, random }),
    first_response_due_by_time: created + 4 * 3_600_000,
    is_read: true,
    udf_fields: random.chance(0.4) ? { udf_char1: fillings.host } : {},
    email_to: mode === 'E-Mail' ? ['helpdesk@example.com'] : [],
    email_cc: random.chance(0.08) ? [random.pick(store.people).email_id] : [],
  });
  request.priority = computedPriority(request, store);
  const program = MAIL_PROGRAMS[store.people.indexOf(requester) % MAIL_PROGRAMS.length]!;
  request.description =
    mode === 'E-Mail'
      ? mailHtml({ from: requester, text: ask, at: created, subject: request.subject }, program)
      : paragraphs(ask);
  seedHistory(request, { store, random, now, scenario, status, technician, fillings, program, ask });
  return request;
}

/** Somebody of the group; the one who left only where the ticket is old enough. */
function pickTechnician(store: SdpStore, group: LookupRow, created: number, now: number, random: Random): PersonRow {
  const isOld = now - created > 60 * 24 * 3_600_000;
  const members = store.people.filter(({ groups, deleted }) => groups.includes(group) && (isOld || !deleted));
  return random.pick(members);
}

function classify({ path: [categoryName, subcategoryName, itemName] }: Scenario, store: SdpStore) {
  const category = store.lookup('categories', categoryName);
  const subcategory = store.lookups.subcategories.find(
    (row) => row.name === subcategoryName && row.category === category,
  );
  const item = store.lookups.items.find((row) => row.name === itemName && row.subcategory === subcategory);
  if (!subcategory || (itemName !== undefined && !item)) throw new Error(`No ${categoryName} / ${subcategoryName}`);
  return { category, subcategory, item: item ?? null };
}
