import { cleanLine } from './clean-text.js';

/**
 * Takes the effect out of markup that a reader's program would act on: images, links with a hidden address (also those
 * whose address is defined elsewhere, `[1]: https://…`), and HTML or anything that looks like the tags of a tool call.
 * The words stay readable.
 */
export function defuse(text: string): string {
  return text
    .replace(/!\[/g, '! [')
    .replace(/\]\(/g, '] (')
    .replace(/\]:/g, '] :')
    .replace(/<(?=[A-Za-z/!?])/g, '&lt;');
}

/** An untrusted string for a place inside a line of Markdown, table cells included. At most `max` characters. */
export function inline(text: string | null, max = 160): string {
  if (text === null) return '–';
  const line = defuse(cleanLine(text, max)).replace(/\|/g, '¦').replace(/`/g, "'");
  return line === '' ? '–' : line;
}

/** What a caller wrote, in quotation marks, for an error or an echo. At most `max` characters. */
export function quoted(text: string, max = 60): string {
  return `"${defuse(cleanLine(text, max))}"`;
}

/** A Markdown table of cells that are safe already; see `inline`. No rows make an empty string. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Paragraphs with an empty line between them; empty ones are left out. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

/** `- label: value` lines; entries without a value are left out. Values are safe already; see `inline`. */
export function facts(entries: readonly (readonly [label: string, value: string | undefined])[]): string {
  return entries
    .filter(([, value]) => value !== undefined && value !== '–')
    .map(([label, value]) => `- ${label}: ${value}`)
    .join('\n');
}

/** `1 change`, `2 changes`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
