import { keywords } from '../text/keywords.js';

/** Something that was compared with the words that are looked for. */
export interface Ranked<T> {
  readonly item: T;
  /** Of the words looked for, those it has. */
  readonly shared: readonly string[];
  /** 0 to 1: how much of what is looked for it has; a word that few have counts more than one that many have. */
  readonly similarity: number;
}

/** What has less of what is looked for shares a word by chance. */
const LEAST = 0.15;

/**
 * The items that share enough words with what is looked for, most alike first; those that are equally alike stay in order.
 *
 * @param wanted as `keywords` gives them
 * @param textOf what an item is about
 */
export function rankByWords<T>(
  items: readonly T[],
  wanted: readonly string[],
  textOf: (item: T) => string,
): Ranked<T>[] {
  const wordsOf = items.map((item) => new Set(keywords(textOf(item))));
  const weight = new Map(
    wanted.map((word) => {
      const having = wordsOf.filter((words) => words.has(word)).length;
      return [word, Math.log(1 + (items.length + 1) / (having + 1))] as const;
    }),
  );
  const total = [...weight.values()].reduce((sum, one) => sum + one, 0);
  return items
    .map((item, index) => {
      const shared = wanted.filter((word) => wordsOf[index]?.has(word));
      const score = shared.reduce((sum, word) => sum + (weight.get(word) ?? 0), 0);
      return { item, shared, similarity: total === 0 ? 0 : Math.round((score / total) * 100) / 100 };
    })
    .filter(({ similarity }) => similarity >= LEAST)
    .toSorted((a, b) => b.similarity - a.similarity);
}

/** A word as it is looked for by `contains`, so that `policy` finds `policies` as well. */
export function searchStem(word: string): string {
  return word.length > 4 ? word.replace(/y$/, '') : word;
}
