import { type EntityDefinition, type FieldTable, readable } from '../fields/field.js';
import { listShownAs } from '../fields/parent-kind.js';
import { lookup } from '../fields/reference-kinds.js';
import { flag, long, text } from '../fields/scalar-kinds.js';
import type { Call } from '../routes/route.js';
import type { PersonRow } from '../store/rows.js';
import { flatRoutes } from './flat-collection.js';

const string = readable(text());

/** reference C.10 */
const PERSON: FieldTable = {
  id: string,
  name: string,
  first_name: string,
  last_name: string,
  email_id: string,
  employee_id: string,
  phone: string,
  mobile: string,
  job_title: string,
  department: readable(lookup('departments')),
  site: readable(lookup('sites')),
  is_vip_user: readable(flag),
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

/** reference C.10; `/users` is missing by default (part F) */
export const peopleRoutes = [
  ...flatRoutes({
    path: '/requesters',
    name: 'requesters',
    scopes: ['users'],
    definition: define('requester', 'requesters', REQUESTER),
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
