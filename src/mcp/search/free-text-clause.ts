import { quoted } from '../text/markdown.js';
import { all, any, type Clause, comparison } from './clause.js';

/** More words than this are not looked for one by one. */
const MAX_WORDS = 8;

/**
 * Requests whose subject or description holds every word, in any order; "words in quotation marks" as one phrase.
 * A single number is looked for as ticket number, too. Undefined when there is nothing to look for.
 */
export function freeTextClause(text: string): Clause | undefined {
  const terms = [...text.matchAll(/"([^"]{1,200})"|(\S+)/g)].map(([, phrase, word]) => (phrase ?? word ?? '').trim());
  const wanted = terms.filter((term) => term.replace(/["']/g, '') !== '');
  if (wanted.length > MAX_WORDS) return containing(text.trim());
  const [only] = wanted;
  const number = wanted.length === 1 ? /^(?:#|RE-)?(\d{1,12})$/i.exec(only ?? '')?.[1] : undefined;
  if (number === undefined) return all(wanted.map(containing));
  return any([{ criterion: comparison('display_id', 'is', number), words: `number is ${number}` }, containing(number)]);
}

function containing(term: string): Clause {
  return {
    criterion: { any: [comparison('subject', 'contains', term), comparison('description', 'contains', term)] },
    words: `subject or description contains ${quoted(term, 100)}`,
  };
}
