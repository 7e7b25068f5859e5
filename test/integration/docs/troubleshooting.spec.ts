import { describe, expect, it } from '@jest/globals';
import { lexer, type MarkedToken } from 'marked';
import { readDocument } from '../../docs-check/documents.js';
import { readErrors } from '../../docs-check/error-messages.js';

/** Errors whose messages are made for each case, and name what is wrong themselves. */
const SPEAK_FOR_THEMSELVES = ['INVALID_ARGUMENTS'];
const START = 'The server does not start';

const { byCode, atStart } = readErrors();
const sections = sectionsOf(readDocument('docs/TROUBLESHOOTING.md').text);
const codes = [...byCode.keys()].toSorted();

/** What is quoted under each heading, by its text. */
function sectionsOf(text: string): Map<string, { quotes: string[]; words: string }> {
  const found = new Map<string, { quotes: string[]; words: string }>();
  let quotes: string[] = [];
  for (const token of lexer(text) as MarkedToken[]) {
    if (token.type === 'heading') {
      quotes = [];
      found.set(token.text.replaceAll('`', ''), { quotes, words: '' });
    } else if (token.type === 'blockquote') {
      quotes.push(oneLine(token.text));
    } else if (token.type === 'paragraph') {
      const last = [...found.values()].at(-1);
      if (last) last.words += ` ${token.text}`;
    }
  }
  return found;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Does a quote, with `…` for anything, show this message? */
function covers(quote: string, message: string): boolean {
  const parts = quote.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(oneLine(message));
}

const unquoted = (messages: Iterable<string>, quotes: readonly string[]): string[] =>
  [...messages].filter((message) => !quotes.some((quote) => covers(quote, message)));

const unsaid = (messages: ReadonlySet<string>, quotes: readonly string[]): string[] =>
  quotes.filter((quote) => ![...messages].some((message) => covers(quote, message)));

describe('docs/TROUBLESHOOTING.md', () => {
  it('lists every code of the server, and no other', () => {
    const listed = [...sections.keys()].filter((heading) => /^[A-Z_]+$/.test(heading)).toSorted();

    expect(listed).toEqual(codes);
    expect(codes.length).toBeGreaterThan(70);
  });

  it.each(codes)('says %s in the words of the code, and what to do', (code) => {
    const { quotes, words } = sections.get(code) ?? { quotes: [], words: '' };
    const messages = byCode.get(code)!;

    expect(words).toMatch(/\*\*Why\.\*\* .*\*\*What to do\.\*\* /s);
    expect(unsaid(messages, quotes)).toEqual([]);
    if (!SPEAK_FOR_THEMSELVES.includes(code)) expect(unquoted(messages, quotes)).toEqual([]);
  });

  it('quotes what ends a start', () => {
    const { quotes } = sections.get(START)!;

    expect(unquoted(atStart, quotes)).toEqual([]);
    expect(unsaid(atStart, quotes)).toEqual([]);
    expect(atStart.size).toBeGreaterThan(15);
  });
});
