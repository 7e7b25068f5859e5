import type { Criterion } from '../criteria.js';
import type { Send } from '../http/operation.js';
import { listOperation, rowsOf } from '../list-info.js';
import { byMatch, matchOf, spellingGap } from './match-person.js';
import { SdpUser } from './user.schema.js';

const MOST = 25;

/** Fields asked for, so that rows are the same in every portal. */
const USER_FIELDS = [
  'id',
  'name',
  'email_id',
  'is_technician',
  'is_vip_user',
  'phone',
  'mobile',
  'job_title',
  'employee_id',
  'department',
  'site',
] as const;

// Portals without a list of requesters of its own have one of all users.
const PEOPLE = { technicians: rowsOf(SdpUser, 'technicians'), requesters: rowsOf(SdpUser, 'requesters', 'users') };

/** A list of people, as an operation's query. */
export function peopleList(collection: 'technicians' | 'requesters') {
  return { path: [collection], rows: PEOPLE[collection], fields: USER_FIELDS };
}

/** Name or mail address holds the text. */
export function holding(text: string): Criterion {
  return {
    any: [
      { field: 'name', condition: 'contains', values: [text] },
      { field: 'email_id', condition: 'contains', values: [text] },
    ],
  };
}

/** People by name or mail address, best match first; a whole mail address is looked up as such. */
export async function findPeople(
  send: Send,
  collection: 'technicians' | 'requesters',
  nameOrMail: string,
): Promise<readonly SdpUser[]> {
  const text = nameOrMail.trim();
  if (text === '') return [];
  const where: Criterion = /^\S+@\S+$/.test(text)
    ? { field: 'email_id', condition: 'is', values: [text] }
    : holding(text);
  const { rows } = await send(listOperation({ ...peopleList(collection), where, rowCount: MOST }));
  return byMatch(rows, text);
}

/** Half of the letters may differ; beyond that a suggestion is noise. */
const WIDEST_GAP = 0.5;

/** People with a name that begins with the same two letters as a word of the text, and is spelt much like it. */
export async function findSimilarPeople(
  send: Send,
  collection: 'technicians' | 'requesters',
  nameOrMail: string,
): Promise<readonly SdpUser[]> {
  const starts = nameOrMail
    .split(/[\s@._-]+/)
    .filter((word) => word.length >= 3)
    .slice(0, 4)
    .map((word) => word.slice(0, 2));
  if (starts.length === 0) return [];
  const where: Criterion = { any: starts.flatMap(beginningWith) };
  const { rows } = await send(listOperation({ ...peopleList(collection), where, rowCount: 100 }));
  return byMatch(rows, nameOrMail)
    .filter((person) => matchOf(person, nameOrMail) !== 'similar' || spellingGap(person, nameOrMail) <= WIDEST_GAP)
    .slice(0, 5);
}

/** First or later name, or mail address. */
function beginningWith(letters: string): Criterion[] {
  return [
    { field: 'name', condition: 'starts with', values: [letters] },
    { field: 'name', condition: 'contains', values: [` ${letters}`] },
    { field: 'email_id', condition: 'starts with', values: [letters] },
  ];
}
