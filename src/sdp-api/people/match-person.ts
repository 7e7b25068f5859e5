import { distance } from 'fastest-levenshtein';
import { folded } from '../lookups/folded.js';
import type { SdpUser } from './user.schema.js';

/** How well somebody fits a text; a smaller number fits better. */
export type PersonMatch = 'mail' | 'name' | 'part of the name' | 'similar';

const RANK: Readonly<Record<PersonMatch, number>> = { mail: 0, name: 1, 'part of the name': 2, similar: 3 };

/** `part of the name` is a whole word or several in a row: "Priya" for "Priya Nair", and never "Pri". */
export function matchOf({ name, email_id: mail }: Pick<SdpUser, 'name' | 'email_id'>, text: string): PersonMatch {
  const wanted = folded(text);
  if (mail && folded(mail) === wanted) return 'mail';
  const own = folded(name ?? '');
  if (own === wanted) return 'name';
  const swapped = own.split(' ').reverse().join(' ');
  if (swapped === wanted || own.replaceAll(',', '') === wanted) return 'name';
  return ` ${own} `.includes(` ${wanted} `) ? 'part of the name' : 'similar';
}

/** Best match first; those that fit alike by their distance, then by name. */
export function byMatch(people: readonly SdpUser[], text: string): readonly SdpUser[] {
  const wanted = folded(text);
  const far = ({ name, email_id: mail }: SdpUser) =>
    Math.min(distance(folded(name ?? ''), wanted), distance(folded(mail ?? ''), wanted));
  return people
    .map((person) => ({ person, rank: RANK[matchOf(person, text)], far: far(person) }))
    .sort((a, b) => a.rank - b.rank || a.far - b.far || (a.person.name ?? '').localeCompare(b.person.name ?? ''))
    .map(({ person }) => person);
}
