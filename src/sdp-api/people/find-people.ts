import type { Criterion } from '../criteria.js';
import type { Send } from '../http/operation.js';
import { listOperation } from '../list-info.js';
import { byMatch } from './match-person.js';
import { SdpUser } from './user.schema.js';

const MOST = 25;

/** Fields asked for, so that rows are the same in every portal. */
export const USER_FIELDS = [
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

/** A list of people, as an operation's query. */
export function peopleList(collection: 'technicians' | 'requesters') {
  return { path: [collection], keys: [collection] as [string], row: SdpUser, fields: USER_FIELDS };
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

/** People whose name begins like a word of the text: what a misspelt name is compared with. */
export async function findSimilarPeople(
  send: Send,
  collection: 'technicians' | 'requesters',
  nameOrMail: string,
): Promise<readonly SdpUser[]> {
  const words = nameOrMail
    .split(/[\s@._-]+/)
    .filter((word) => word.length >= 3)
    .slice(0, 4);
  if (words.length === 0) return [];
  const where: Criterion = { any: words.map((word) => holding(word.slice(0, 3))) };
  const { rows } = await send(listOperation({ ...peopleList(collection), where, rowCount: 100 }));
  return byMatch(rows, nameOrMail).slice(0, 5);
}
