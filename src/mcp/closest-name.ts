import { closest, distance } from 'fastest-levenshtein';

/** The known name that a mistyped one probably means; undefined when none is near. */
export function closestName(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const wanted = name.toLowerCase();
  const best = closest(wanted, known);
  const near = best.includes(wanted) || wanted.includes(best) || distance(wanted, best) <= Math.ceil(best.length / 3);
  return wanted !== '' && near ? best : undefined;
}
