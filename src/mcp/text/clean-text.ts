import { withoutUnseen } from '../../common/text/unseen.js';

/** What ends a line in any system, so that it is kept as a line end rather than dropped as a control character. */
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

/** Spaces that look like one and are not: no-break, figure, ideographic and the like. */
const ODD_SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;

/**
 * The one function every string that came from ServiceDesk Plus passes before it is shown: what remains is what a
 * person would see. Line ends become `\n`, odd spaces become plain ones; nothing else is changed.
 */
export function cleanText(text: string): string {
  return withoutUnseen(text.replace(LINE_ENDS, '\n')).replace(ODD_SPACES, ' ');
}

/**
 * A string for a place of one line, such as a subject or a person's name: cleaned, white space folded, at most `max`
 * characters (an ellipsis included).
 */
export function cleanLine(text: string, max = 250): string {
  const line = cleanText(text.slice(0, max * 8))
    .replace(/\s+/g, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length > max ? `${characters.slice(0, max - 1).join('')}…` : line;
}
