import { MARK } from './html-to-lines.js';

/** The part of a mail its author wrote, and how much of the whole was left out as quoted mail or signature. */
export interface TrimmedMail {
  readonly lines: readonly string[];
  readonly cutCharacters: number;
}

/** A line after which a mail program puts the mail that is answered: the rest is cut. */
const REST = [
  /^-{2,} ?(?:original message|original-nachricht|ursprüngliche nachricht|message d'origine|mensaje original) ?-{2,}$/i,
  /^_{20,}$/,
  /^(?:from|von|de|da|van): .{1,200}$/i,
];

/** Header lines that must follow `From:` for it to be the header of a quoted mail. */
const HEADER =
  /^(?:sent|date|to|cc|subject|gesendet|datum|an|betreff|envoyé|à|objet|enviado|para|asunto|verzonden|aan|onderwerp) ?: /i;

/** The line that introduces a quotation: "On 3 Nov 2026, Anna wrote:". */
const WROTE =
  /^(?:on|am|le|el|op|il) .{4,200}(?:wrote|schrieb .{0,100}|a écrit|escribió|schreef .{0,100}|ha scritto) ?:$/i;

const SIGNATURE_START = [
  /^-- ?$/,
  /^(?:sent from my|sent from outlook|get outlook for|von meinem .{2,30} gesendet|envoyé de mon|enviado desde mi) ?.{0,60}$/i,
  /^(?:this|the information in this) (?:e-?mail|message|communication)\b.{0,80}\b(?:confidential|intended|privileged)\b/i,
];

/**
 * Cuts quoted mail and signatures out of lines made by `htmlToLines`. What an author wrote between and below quoted
 * parts stays. When nothing would be left, as in a mail that was only forwarded, nothing is cut.
 */
export function trimMail(lines: readonly string[]): TrimmedMail {
  const all = lines.filter((line) => !isMark(line));
  const kept = withoutEmptyEdges(cutByWords(cutByMarks(lines)));
  if (kept.length === 0) return { lines: withoutEmptyEdges(all), cutCharacters: 0 };
  return { lines: kept, cutCharacters: Math.max(0, lengthOf(all) - lengthOf(kept)) };
}

/** The lines with the marks taken out and nothing else. */
export function keepMail(lines: readonly string[]): TrimmedMail {
  return { lines: withoutEmptyEdges(lines.filter((line) => !isMark(line))), cutCharacters: 0 };
}

function cutByMarks(lines: readonly string[]): string[] {
  const kept: string[] = [];
  let depth = 0;
  for (const line of lines) {
    if (line === MARK.rest) break;
    if (line === MARK.quote || line === MARK.signature) depth += 1;
    else if (line === MARK.end) depth = Math.max(0, depth - 1);
    else if (depth === 0) kept.push(line);
  }
  return kept;
}

function cutByWords(lines: readonly string[]): string[] {
  const kept: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (startsRest(lines, index) || SIGNATURE_START.some((pattern) => pattern.test(line))) break;
    if (line.startsWith('>') || isIntroduction(lines, index)) continue;
    kept.push(line);
  }
  return kept;
}

function startsRest(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  if (!REST.some((pattern) => pattern.test(line))) return false;
  if (line.startsWith('-')) return true;
  return lines.slice(index + 1, index + 4).some((next) => HEADER.test(next) || REST[2]?.test(next) === true);
}

/** "On … wrote:" counts when a quotation or nothing at all follows: people write such words themselves, too. */
function isIntroduction(lines: readonly string[], index: number): boolean {
  if (!WROTE.test(lines[index] ?? '')) return false;
  const next = lines.slice(index + 1, index + 4).find((line) => line !== '');
  return next === undefined || next.startsWith('>');
}

function isMark(line: string): boolean {
  return Object.values<string>(MARK).includes(line);
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}

/** Without empty lines at the ends and without two of them in a row. */
function withoutEmptyEdges(lines: readonly string[]): string[] {
  const result: string[] = [];
  for (const line of lines) {
    if (line !== '' || (result.length > 0 && result.at(-1) !== '')) result.push(line);
  }
  while (result.at(-1) === '') result.pop();
  return result;
}
