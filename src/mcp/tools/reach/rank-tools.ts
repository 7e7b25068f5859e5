import type { OfferedTool } from '../define-tool.js';

/** Where a word of the query may stand, and what that is worth. A word with the same beginning is worth half. */
const WORTH = { name: 8, title: 4, toolsets: 3, description: 1 } as const;

type Place = keyof typeof WORTH;

/** Words that say nothing about which tool is meant. */
const IDLE = new Set(
  'a all an and any are as at by can do for from get how i in is it its me my of on or please show that the this to tool want which with'.split(
    ' ',
  ),
);

/** Other words for what a tool's name says; people and models use both. */
const SAME: ReadonlyMap<string, string> = new Map(
  Object.entries({
    absent: 'free',
    add: 'create',
    article: 'solution',
    ci: 'cmdb',
    close: 'update',
    edit: 'update',
    erase: 'delete',
    fix: 'resolve',
    hour: 'worklog',
    incident: 'request',
    kb: 'solution',
    knowledge: 'solution',
    laptop: 'asset',
    leave: 'free',
    mail: 'reply',
    make: 'create',
    new: 'create',
    outage: 'announcement',
    read: 'get',
    remove: 'delete',
    ticket: 'request',
    timesheet: 'worklog',
    undelete: 'restore',
    upload: 'add',
    write: 'create',
  }),
);

/**
 * The tools that fit a query, best first; those that no word of it fits are left out. A word that few tools have counts
 * more than one that all have, and a tool that has all words comes before one that has some.
 */
export function rankTools(tools: readonly OfferedTool[], query: string): readonly OfferedTool[] {
  const wanted = [...new Set(wordsOf(query).filter((word) => !IDLE.has(word)))];
  const indexed = tools.map((tool) => ({ tool, words: placesOf(tool) }));
  const scores = wanted.map((word) => indexed.map(({ words }) => worthOf(word, words)));
  const rarity = scores.map((of) => Math.log(1 + tools.length / Math.max(1, of.filter((score) => score > 0).length)));

  return indexed
    .map(({ tool }, index) => {
      const found = scores.map((of) => of[index] ?? 0);
      const share = found.filter((score) => score > 0).length / Math.max(1, wanted.length);
      return { tool, score: share * found.reduce((sum, score, word) => sum + score * (rarity[word] ?? 0), 0) };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ tool }) => tool);
}

function placesOf({ name, title, toolsets, description }: OfferedTool): Readonly<Record<Place, readonly string[]>> {
  return {
    name: wordsOf(name),
    title: wordsOf(title),
    toolsets: wordsOf(toolsets.join(' ')),
    description: wordsOf(description),
  };
}

/** The best of its places, and a little for every other one. */
function worthOf(word: string, places: Readonly<Record<Place, readonly string[]>>): number {
  const found = [word, SAME.get(word)].filter((one) => one !== undefined);
  const each = (Object.keys(WORTH) as Place[]).map((place) => WORTH[place] * fit(found, places[place]));
  return Math.max(...each) + each.reduce((sum, worth) => sum + worth, 0) / 10;
}

function fit(wanted: readonly string[], words: readonly string[]): number {
  if (wanted.some((word) => words.includes(word))) return 1;
  const alike = (word: string, one: string): boolean =>
    (word.length > 2 && one.startsWith(word)) || (one.length > 3 && word.startsWith(one));
  return wanted.some((word) => words.some((one) => alike(word, one))) ? 0.5 : 0;
}

/** In lower case and in the singular. */
function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map(singular);
}

function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.length > 3 && /[^su]s$/.test(word) ? word.slice(0, -1) : word;
}
