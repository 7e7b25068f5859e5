import { distance } from 'fastest-levenshtein';
import { folded } from '../../common/text/folded.js';
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
  if (own !== '' && sortedWords(own) === sortedWords(wanted)) return 'name';
  return ` ${own} `.includes(` ${wanted} `) ? 'part of the name' : 'similar';
}

/** "Reyes, Dana" and "Dana Reyes" are one name. */
function sortedWords(name: string): string {
  return name.replaceAll(',', ' ').split(' ').filter(Boolean).sort().join(' ');
}

/** Longer names are not names of people; comparing spellings takes time in the square of the length. */
const MOST_CHARACTERS = 250;

/**
 * How differently a person and a text are spelt: 0 is the same, 1 has nothing in common. The text may stand for the
 * whole name, a word of it, or the mail address.
 */
export function spellingGap({ name, email_id: mail }: Pick<SdpUser, 'name' | 'email_id'>, text: string): number {
  const wanted = folded(text);
  const own = folded((name ?? '').slice(0, MOST_CHARACTERS));
  const address = folded((mail ?? '').slice(0, MOST_CHARACTERS));
  const candidates = [own, ...own.split(' '), address, address.replace(/@.*/, '')].filter((word) => word !== '');
  const gaps = candidates.map((word) => distance(word, wanted) / Math.max(word.length, wanted.length));
  return Math.min(1, ...gaps);
}

/** Best match first; those that fit alike by their spelling, then by name. */
export function byMatch(people: readonly SdpUser[], text: string): readonly SdpUser[] {
  return people
    .map((person) => ({ person, rank: RANK[matchOf(person, text)], gap: spellingGap(person, text) }))
    .sort((a, b) => a.rank - b.rank || a.gap - b.gap || (a.person.name ?? '').localeCompare(b.person.name ?? ''))
    .map(({ person }) => person);
}
