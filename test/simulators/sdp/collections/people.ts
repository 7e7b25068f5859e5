import { type EntityDefinition, type FieldTable, readable, type Values, writable } from '../fields/field.js';
import { listShownAs } from '../fields/parent-kind.js';
import { lookup } from '../fields/reference-kinds.js';
import { renderFields } from '../fields/row-fields.js';
import { flag, long, text } from '../fields/scalar-kinds.js';
import type { Call, Route } from '../routes/route.js';
import { blankPerson } from '../store/people.js';
import type { PersonRow } from '../store/rows.js';
import { entityReply, type Reply, successReply } from '../wire/envelope.js';
import { failures } from '../wire/failure.js';
import { flatRoutes } from './flat-collection.js';
import { notFound } from './requests/find-request.js';
import { emptiedIn, missingIn, readWrite } from './write-input.js';

const string = readable(text());
const own = writable(text());

/** reference C.10 */
const PERSON: FieldTable = {
  id: string,
  name: own,
  first_name: own,
  last_name: own,
  email_id: own,
  employee_id: own,
  phone: own,
  mobile: own,
  job_title: own,
  department: writable(lookup('departments')),
  site: writable(lookup('sites')),
  is_vip_user: writable(flag),
  is_technician: readable(flag),
  login_name: string,
  photo_url: string,
};

const REQUESTER: FieldTable = { ...PERSON, sms_mail: string };
const TECHNICIAN: FieldTable = { ...PERSON, sms_mail_id: string, cost_per_hour: readable(long) };

/** Roles, groups and sites show in the detail of a technician only; which columns a list has is our guess. */
const TECHNICIAN_DETAIL: FieldTable = {
  ...TECHNICIAN,
  groups: readable(listShownAs('id', 'name')),
  associated_sites: readable(listShownAs('id', 'name')),
};

const people = (holds: (person: PersonRow) => boolean) => (call: Call) =>
  call.store.people.filter((person) => !person.deleted && holds(person)).toSorted((a, b) => byName(a, b));

const byName = (a: PersonRow, b: PersonRow) => a.name.localeCompare(b.name);

const define = (entity: string, list: string, fields: FieldTable): EntityDefinition => ({ entity, list, fields });

/** Where the groups of a technician stand is a setting: the reference has them in recorded details (C.10). */
function technicianDefinition({ settings }: Call, answer: 'list' | 'get'): EntityDefinition {
  const { groups, ...others } = TECHNICIAN_DETAIL;
  const shown = settings.technicianGroups === 'listed' || (settings.technicianGroups === 'detail' && answer === 'get');
  const fields = shown ? { ...others, groups: groups! } : others;
  return { ...define('technician', 'technicians', fields), listColumns: Object.keys(TECHNICIAN) };
}

const REQUESTERS = define('requester', 'requesters', REQUESTER);

const found = (person: PersonRow, { caller }: Call): Reply =>
  entityReply('requester', renderFields(REQUESTER, person, { viewer: caller }));

function requesterIn(call: Call): PersonRow {
  const person = people(({ is_technician }) => !is_technician)(call).find(({ id }) => id === call.params.id);
  if (!person) throw notFound(call);
  return person;
}

/** A mail address belongs to one person (reference B.8.2, code 4008). @throws SdpFailure */
function checkAddress({ email_id: mail }: Values, { store }: Call, own?: PersonRow): void {
  const holder = typeof mail === 'string' ? store.personByMail(mail) : undefined;
  if (holder && holder !== own) throw failures.notUnique('email_id');
}

const create = (call: Call): Reply => {
  const values = readWrite(call, REQUESTERS, { mandatory: (parsed) => missingIn(parsed, ['name']) });
  checkAddress(values, call);
  const blank = blankPerson(call.store, String(values.name), (values.email_id as string | undefined) ?? null);
  const person = Object.assign(blank, values);
  call.store.people.push(person);
  return { ...found(person, call), status: call.settings.createStatus };
};

const update = (call: Call): Reply => {
  const person = requesterIn(call);
  const values = readWrite(call, REQUESTERS, { mandatory: (parsed) => emptiedIn(parsed, ['name']), row: person });
  checkAddress(values, call, person);
  Object.assign(person, values);
  return found(person, call);
};

const remove = (call: Call): Reply => {
  requesterIn(call).deleted = true;
  return successReply();
};

/** reference C.10: requesters are written through `/requesters`, technicians are not written */
const requesterWrites: readonly Route[] = [
  { method: 'POST', path: '/requesters', operation: 'requesters.create', scopes: ['users'], answer: create },
  { method: 'PUT', path: '/requesters/{id}', operation: 'requesters.update', scopes: ['users'], answer: update },
  { method: 'DELETE', path: '/requesters/{id}', operation: 'requesters.delete', scopes: ['users'], answer: remove },
];

/** reference C.10; `/users` is missing by default (part F) */
export const peopleRoutes: readonly Route[] = [
  ...requesterWrites,
  ...flatRoutes({
    path: '/requesters',
    name: 'requesters',
    scopes: ['users'],
    definition: REQUESTERS,
    rows: people(({ is_technician }) => !is_technician),
  }),
  ...flatRoutes({
    path: '/technicians',
    name: 'technicians',
    scopes: ['technicians', 'users'],
    definition: technicianDefinition,
    rows: people(({ is_technician }) => is_technician),
  }),
  ...flatRoutes({
    path: '/users',
    name: 'users',
    scopes: ['users'],
    definition: define('user', 'users', REQUESTER),
    rows: people(() => true),
  }),
];
