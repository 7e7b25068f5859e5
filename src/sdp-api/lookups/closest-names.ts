import { distance } from 'fastest-levenshtein';
import { bare, folded } from './folded.js';

const MOST = 5;

/** Names a person may have meant, best first: those that hold the text or are held by it, then those spelt alike. */
export function closestNames(names: readonly string[], text: string): readonly string[] {
  const wanted = bare(text) || folded(text);
  return names
    .map((name) => ({ name, score: scoreOf(bare(name), wanted) }))
    .filter(({ score }) => score < 1)
    .sort((a, b) => a.score - b.score || a.name.localeCompare(b.name))
    .slice(0, MOST)
    .map(({ name }) => name);
}

/** 0 is the same, 1 and more has nothing in common. */
function scoreOf(name: string, wanted: string): number {
  if (name === '' || wanted === '') return 1;
  if (name.startsWith(wanted) || wanted.startsWith(name)) return 0.1;
  if (name.includes(wanted) || wanted.includes(name)) return 0.2;
  const words = name.split(' ').filter((word) => wanted.split(' ').includes(word) && word.length > 2);
  const apart = distance(name, wanted) / Math.max(name.length, wanted.length);
  const limit = words.length > 0 ? 0.9 : 0.5;
  return apart <= limit ? 0.3 + apart / 2 : 1;
}
