import type { LookupRef } from '../lookups/lookup-ref.js';
import type { UserRef } from '../people/user.schema.js';
import { plainWords } from './plain-words.js';
import type { RequestFields } from './request-fields.js';
import type { SdpRequest } from './request.schema.js';

type Same = (request: SdpRequest, fields: RequestFields) => boolean;

const text = (a: string | null | undefined, b: string | null | undefined): boolean =>
  plainWords(a ?? '') === plainWords(b ?? '');
const time = (a: Date | null, b: Date | null | undefined): boolean => a?.getTime() === b?.getTime();
const equalName = (a: string | null | undefined, b: string | null | undefined): boolean =>
  a !== undefined && a !== null && a.toLowerCase() === b?.toLowerCase();

/** Is it the value that was wanted? By id where one was given. */
export function sameLookup(present: LookupRef | null, wanted: LookupRef | null | undefined): boolean {
  if (!wanted || !present) return !wanted && !present;
  return wanted.id === undefined ? equalName(present.name, wanted.name) : present.id === wanted.id;
}

/** Is it the person that was wanted? By the best of what was given. */
export function samePerson(present: UserRef | null, wanted: UserRef | null | undefined): boolean {
  if (!wanted || !present) return !wanted && !present;
  if (wanted.id !== undefined) return present.id === wanted.id;
  return wanted.email_id ? equalName(present.email_id, wanted.email_id) : equalName(present.name, wanted.name);
}

/** How each field is read back. `updateReason` and the like are events and not fields: nothing can be read of them. */
const SAME: Readonly<Partial<Record<keyof RequestFields, Same>>> = {
  subject: (request, { subject }) => text(request.subject, subject),
  description: (request, { description }) => text(request.description, description),
  status: (request, { status }) => sameLookup(request.status, status),
  priority: (request, { priority }) => sameLookup(request.priority, priority),
  urgency: (request, { urgency }) => sameLookup(request.urgency, urgency),
  impact: (request, { impact }) => sameLookup(request.impact, impact),
  level: (request, { level }) => sameLookup(request.level, level),
  mode: (request, { mode }) => sameLookup(request.mode, mode),
  requestType: (request, { requestType }) => sameLookup(request.request_type, requestType),
  category: (request, { category }) => sameLookup(request.category, category),
  subcategory: (request, { subcategory }) => sameLookup(request.subcategory, subcategory),
  item: (request, { item }) => sameLookup(request.item, item),
  group: (request, { group }) => sameLookup(request.group, group),
  site: (request, { site }) => sameLookup(request.site, site),
  requester: (request, { requester }) => samePerson(request.requester, requester),
  technician: (request, { technician }) => samePerson(request.technician, technician),
  dueBy: (request, { dueBy }) => time(request.due_by_time, dueBy),
  firstResponseDueBy: (request, { firstResponseDueBy }) => time(request.first_response_due_by_time, firstResponseDueBy),
  impactDetails: (request, { impactDetails }) => text(request.impact_details, impactDetails),
  emailIdsToNotify: (request, { emailIdsToNotify = [] }) =>
    request.email_ids_to_notify.toSorted().join() === emailIdsToNotify.toSorted().join(),
  udfFields: (request, { udfFields = {} }) =>
    Object.entries(udfFields).every(([key, wanted]) => sameOwnValue(request.udf_fields[key], wanted)),
};

/** Own fields come as texts, numbers, `{value}` for times, or `{id, name}` for choices. */
export function sameOwnValue(present: unknown, wanted: unknown): boolean {
  const shown = wanted instanceof Date ? wanted.getTime() : wanted;
  if (isEmpty(shown)) return isEmpty(present);
  const inner: unknown[] = typeof present === 'object' && present !== null ? Object.values(present) : [present];
  return inner.some(
    (value) => JSON.stringify(value)?.replaceAll('"', '') === JSON.stringify(shown).replaceAll('"', ''),
  );
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}

/** Does the request say all that was to be written? False too when nothing of it can be read back. */
export function saysAll(request: SdpRequest, fields: RequestFields): boolean {
  const given = (Object.keys(fields) as (keyof RequestFields)[]).filter((name) => fields[name] !== undefined);
  const checks = given.flatMap((name) => SAME[name] ?? []);
  return checks.length > 0 && checks.every((same) => same(request, fields));
}

/** The fields that do not say yet what they are to say; those of which nothing can be read back are left out. */
export function differing(request: SdpRequest, fields: RequestFields): (keyof RequestFields)[] {
  const given = (Object.keys(fields) as (keyof RequestFields)[]).filter((name) => fields[name] !== undefined);
  return given.filter((name) => SAME[name]?.(request, fields) === false);
}
