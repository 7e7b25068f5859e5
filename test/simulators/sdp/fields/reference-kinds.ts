import { blankPerson } from '../store/people.js';
import { LOOKUP_KINDS, type LookupKind } from '../store/lookup-kinds.js';
import type { LookupRow, PersonRow, Row } from '../store/rows.js';
import { failures } from '../wire/failure.js';
import { type FieldKind, isObject, isRow, type JsonObject } from './field.js';

/** `{id}` or `{name}`, and for people `{email_id}`: what a client says to point to a row (reference B.7). */
interface Reference {
  readonly id?: string;
  readonly name?: string;
  readonly email_id?: string;
}

/** Whether the vendor reads back the other keys it prints inside a row is not known: they are refused here. */
function parseReference(value: unknown, field: string, keys: readonly string[]): Reference {
  if (!isObject(value)) throw failures.unparsable(field);
  const extra = Object.keys(value).find((key) => !keys.includes(key));
  if (extra !== undefined) throw failures.extraKey(extra);
  const reference: Record<string, string> = {};
  for (const key of keys) {
    const given = value[key];
    if (given === undefined || given === null) continue;
    if (typeof given !== 'string' && typeof given !== 'number') throw failures.unparsable(field);
    reference[key] = String(given);
  }
  if (reference.id !== undefined && !/^\d{1,19}$/.test(reference.id)) throw failures.unparsableId(field);
  if (Object.keys(reference).length === 0) throw failures.unparsable(field);
  return reference;
}

/** Picks keys of a row; keys it does not have come as null, rows in it by id and name. */
export function pick(row: Row, keys: readonly string[]): JsonObject {
  const picked: JsonObject = {};
  for (const key of keys) {
    const value = row[key] ?? null;
    picked[key] = isRow(value) ? { id: value.id, name: value.name ?? null } : value;
  }
  return picked;
}

interface LookupOptions {
  /** Only rows whose field of this name is the same as the edited row's, such as the items of a subcategory. */
  readonly within?: string;
  /** A name is not enough (reference C.3: templates of changes). */
  readonly idOnly?: boolean;
}

/** A set-up row, by id or by name; the id wins when both are given (reference B.7). */
export function lookup(kind: LookupKind, { within, idOnly = false }: LookupOptions = {}): FieldKind {
  const { embedded, entity } = LOOKUP_KINDS[kind];
  return {
    type: 'lookup',
    lookupEntity: entity,
    paths: embedded,
    parse: (value, field) => parseReference(value, field, ['id', 'name']),
    resolve(parsed, field, { store, row }) {
      const { id, name } = parsed as Reference;
      if (idOnly && id === undefined) throw failures.notValid(field);
      const usable = store.lookups[kind].filter(
        (candidate) => !candidate.deleted && (within === undefined || candidate[within] === row[within]),
      );
      const found = usable.find((candidate) => (id === undefined ? candidate.name === name : candidate.id === id));
      if (!found) throw failures.notValid(field);
      return found;
    },
    render: (value) => pick(value as LookupRow, embedded),
  };
}

const REQUESTER_KEYS = [
  ...['id', 'name', 'email_id', 'is_technician', 'is_vip_user', 'phone', 'mobile', 'sms_mail', 'department'],
  'photo_url',
];
const TECHNICIAN_KEYS = ['id', 'name', 'email_id', 'cost_per_hour', 'phone', 'mobile', 'sms_mail_id', 'photo_url'];
const PERSON_PATHS = [...REQUESTER_KEYS, 'first_name', 'last_name', 'employee_id', 'site', 'job_title', 'login_name'];

/** A person inside another row; requesters and technicians show different keys (reference C.1.2, C.1.3). */
function renderPerson(person: PersonRow, as: 'requester' | 'technician'): JsonObject {
  if (as === 'requester') return pick(person, REQUESTER_KEYS);
  return { ...pick(person, TECHNICIAN_KEYS), sms_mail_id: person.sms_mail };
}

function personKind(as: 'requester' | 'technician', resolve: FieldKind['resolve']): FieldKind {
  return {
    type: 'lookup',
    lookupEntity: as === 'technician' ? 'technician' : 'user',
    paths: PERSON_PATHS,
    // `email` instead of `email_id` is an extra key (reference B.7)
    parse: (value, field) => parseReference(value, field, ['id', 'name', 'email_id']),
    resolve,
    render: (value) => renderPerson(value as PersonRow, as),
  };
}

function findPerson(people: readonly PersonRow[], reference: Reference): PersonRow | undefined {
  const { id, email_id, name } = reference;
  const usable = people.filter(({ deleted }) => !deleted);
  if (id !== undefined) return usable.find((person) => person.id === id);
  if (email_id !== undefined) {
    return usable.find((person) => person.email_id?.toLowerCase() === email_id.toLowerCase());
  }
  return usable.find((person) => person.name === name);
}

/** An existing technician. */
export const technician: FieldKind = personKind('technician', (parsed, field, { store }) => {
  const found = findPerson(store.technicians, parsed as Reference);
  if (!found) throw failures.notValid(field);
  return found;
});

/** Anybody; not created when unknown. */
export const user: FieldKind = personKind('requester', (parsed, field, { store }) => {
  const found = findPerson(store.people, parsed as Reference);
  if (!found) throw failures.notValid(field);
  return found;
});

/** An unknown mail address is 4001, an unknown name makes a requester without mail address (reference C.1.2). */
export const requester: FieldKind = personKind('requester', (parsed, field, { store }) => {
  const reference = parsed as Reference;
  const found = findPerson(store.people, reference);
  if (found) return found;
  if (reference.name === undefined || reference.id !== undefined || reference.email_id !== undefined) {
    throw failures.notValid(field);
  }
  // not in the store yet: it is added once nothing can fail any more
  return blankPerson(store, reference.name, null);
});
