import { quoted } from '../text/markdown.js';
import { all, any, type Clause, comparison } from './clause.js';

/** More words than this are not looked for one by one. */
const MAX_WORDS = 8;

/**
 * Records whose subject or description, or other fields, hold every word, in any order; "words in quotation marks" as one phrase.
 * A single number is looked for as ticket number, too. Undefined when there is nothing to look for.
 */
export function freeTextClause(
  text: string,
  fields: readonly [string, ...string[]] = ['subject', 'description'],
): Clause | undefined {
  const containing = (term: string): Clause => ({
    criterion: { any: fields.map((field) => comparison(field, 'contains', term)) },
    words: `${fields.join(' or ')} contains ${quoted(term, 100)}`,
  });
  const terms = [...text.matchAll(/"([^"]{1,200})"|(\S+)/g)].map(([, phrase, word]) => (phrase ?? word ?? '').trim());
  const wanted = terms.filter((term) => term.replace(/["']/g, '') !== '');
  if (wanted.length > MAX_WORDS) return containing(text.trim());
  const [only] = wanted;
  const number = wanted.length === 1 ? /^(?:#|RE-)?(\d{1,12})$/i.exec(only ?? '')?.[1] : undefined;
  if (number === undefined) return all(wanted.map(containing));
  return any([{ criterion: comparison('display_id', 'is', number), words: `number is ${number}` }, containing(number)]);
}
