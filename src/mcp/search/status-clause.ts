import { STATUS_WORDS, type StatusWord } from '../../sdp-api/lookups/lookups.js';
import { UnknownNameError } from '../../sdp-api/sdp-input.errors.js';
import type { SdpApi } from '../../sdp-api/sdp-api.js';
import { quoted } from '../text/markdown.js';
import { type Clause, comparison } from './clause.js';

/** Words that are taken for a status word only where the portal has no status of that name. */
const SYNONYMS: ReadonlyMap<string, StatusWord> = new Map([
  ['pending', 'on_hold'],
  ['waiting', 'on_hold'],
  ['finished', 'closed'],
  ['completed', 'closed'],
  ['done', 'closed'],
  ['unfinished', 'open'],
  ['active', 'open'],
]);

const SPELLINGS: ReadonlyMap<string, StatusWord> = new Map([
  ['onhold', 'on_hold'],
  ['hold', 'on_hold'],
  ['canceled', 'cancelled'],
]);

const MEANINGS: Readonly<Record<StatusWord, string>> = {
  open: 'not finished',
  closed: 'finished in any way',
  on_hold: 'not finished and on hold',
  resolved: 'resolved',
  cancelled: 'cancelled',
};

/**
 * A status as people say it: a word such as `closed`, which covers every status the portal calls finished, or the
 * name of one of its statuses. Undefined for `all`.
 *
 * @throws UnknownNameError with the closest names
 */
export async function statusClause(text: string, { lookups }: SdpApi): Promise<Clause | undefined> {
  const key = text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  if (key === 'all' || key === 'any') return undefined;
  const word = STATUS_WORDS.find((one) => one === key) ?? SPELLINGS.get(key);
  if (word !== undefined) return byWord(word, lookups);
  try {
    return await exactStatusClause(text, lookups);
  } catch (error) {
    const synonym = SYNONYMS.get(key);
    if (!(error instanceof UnknownNameError) || synonym === undefined) throw error;
    return byWord(synonym, lookups);
  }
}

/** The one status of this name, and no other. @throws UnknownNameError */
export async function exactStatusClause(text: string, lookups: SdpApi['lookups']): Promise<Clause> {
  const { id, name } = await lookups.status(text);
  return {
    criterion:
      typeof name === 'string' ? comparison('status.name', 'is', name) : comparison('status.id', 'is', id ?? text),
    words: `status is ${quoted(name ?? text)}`,
  };
}

async function byWord(word: StatusWord, lookups: SdpApi['lookups']): Promise<Clause> {
  return { criterion: await lookups.statusCriterion(word), words: `status is ${MEANINGS[word]}` };
}
