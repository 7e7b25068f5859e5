import type { PersonRow } from '../store/rows.js';
import type { Random } from './random.js';

/** What the braces of a scenario stand for in one ticket. */
export type Fillings = Readonly<Record<string, string>>;

const APPS = ['Visio', 'Acrobat Pro', 'AutoCAD LT', 'Power BI Desktop', 'SnagIt', 'Tableau'];
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];
const DRIVES = ['S:', 'P:', 'the Finance share', 'the Marketing share'];

interface Cast {
  readonly requester: PersonRow;
  readonly technician: PersonRow | null;
  readonly people: readonly PersonRow[];
}

export function fillingsFor({ requester, technician, people }: Cast, random: Random): Fillings {
  const floor = String(random.int(1, 6));
  return {
    host: `LT-${random.int(1000, 9999)}`,
    printer: `PRN-${floor}${random.pick(['A', 'B', 'C'])}`,
    room: `${floor}.${random.int(10, 42)}`,
    floor,
    drive: random.pick(DRIVES),
    app: random.pick(APPS),
    colleague: random.pick(people).name,
    day: random.pick(DAYS),
    time: `${random.int(8, 17)}:${random.pick(['00', '15', '30', '45'])}`,
    requester: requester.first_name,
    technician: technician?.first_name ?? 'team',
  };
}

/** @throws Error for a brace nobody fills: a mistake in a scenario */
export function fill(template: string, fillings: Fillings): string {
  return template.replace(/\{(\w+)\}/g, (_whole, key: string) => {
    const value = fillings[key];
    if (value === undefined) throw new Error(`Nothing to fill {${key}} with`);
    return value;
  });
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Paragraphs as the vendor's editor writes them: one block each, empty ones as a break. */
export function paragraphs(text: string): string {
  return text
    .split('\n\n')
    .map((paragraph) => `<div>${escapeHtml(paragraph).replaceAll('\n', '<br />')}</div>`)
    .join('<div><br /></div>');
}
