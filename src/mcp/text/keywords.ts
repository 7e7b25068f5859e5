/** Words that say nothing of what a ticket is about. */
const STOP_WORDS = new Set(
  [
    'a about above after again all also am an and any anyone are around as at back be because been before being both but by',
    'can cannot cant could did do does doesnt doing dont down during each every few for from further get gets getting give',
    'given got had has have having he help hello her here hi him his how i if in into is isnt it its just keep keeps know',
    'let like make me might more most much must my need needed needs never no nor not now of off ok on once one only or other our',
    'out over own please re fw fwd regards request same see seem seems she should show shows since so some still such than thank thanks',
    'that the their them then there these they this those through ticket to too trying try under until up urgent us use used',
    'user using very want wants was wasnt we were what when where which while who why will with within wont would yes you your',
    'issue issues problem problems error errors work working works new broken',
  ]
    .join(' ')
    .split(' '),
);

/**
 * The words of a text that tell what it is about, in the order in which they first come: without stop words (English),
 * short words and mere numbers; lower case, without accents, plural and singular alike.
 */
export function keywords(text: string): string[] {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 3 && word.length <= 40 && !/^\d+$/.test(word) && !STOP_WORDS.has(word))
    .map(singular);
  return [...new Set(words)];
}

/** `printers` and `printer` are one word; `access` and `status` stay whole. */
function singular(word: string): string {
  if (word.length > 4 && /ies$/.test(word)) return `${word.slice(0, -3)}y`;
  return word.length > 3 && /[^siu]s$/.test(word) ? word.slice(0, -1) : word;
}

/** How much two sets of words have in common: 0 nothing, 1 everything. Two empty sets have nothing in common. */
export function overlap(a: readonly string[], b: readonly string[]): number {
  const other = new Set(b);
  const common = a.filter((word) => other.has(word)).length;
  return common === 0 ? 0 : common / (a.length + b.length - common);
}
