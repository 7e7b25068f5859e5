import { distance } from 'fastest-levenshtein';
import { bare, folded } from './folded.js';

const MOST = 5;

/** Half of the letters may differ; beyond that a suggestion is noise. */
const WIDEST_GAP = 0.5;

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
  const words = new Set(name.split(' '));
  if (wanted.split(' ').every((word) => words.has(word))) return 0.25;
  const apart = distance(name, wanted) / Math.max(name.length, wanted.length);
  return apart <= WIDEST_GAP ? 0.3 + apart : 1;
}
