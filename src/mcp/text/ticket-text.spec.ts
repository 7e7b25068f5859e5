import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { HOSTILE_TEXTS } from '../../../test/support/hostile-texts.js';
import { cutNote, ticketText } from './ticket-text.js';

const UNSEEN = /[\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}]|(?![\n\t])\p{Cc}/u;

const textOf = (html: string): string => ticketText(html, { max: 50_000, trim: false })?.untrusted_text ?? '';

describe('text of a ticket', () => {
  it.each(HOSTILE_TEXTS.map((text) => [text.name, text] as const))('holds nothing unseen: %s', (_name, { html }) => {
    expect(textOf(html)).not.toMatch(UNSEEN);
  });

  it('holds nothing unseen, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(textOf(`<p>${text}</p>`)).not.toMatch(UNSEEN);
        expect(textOf(text)).not.toMatch(UNSEEN);
      }),
    );
  });

  it('is null when there is nothing to read', () => {
    expect(
      [null, '', '<p>&nbsp;</p>', '<div hidden>x</div>'].map((html) => ticketText(html, { max: 9, trim: false })),
    ).toEqual([null, null, null, null]);
  });

  it('is cut at a word and says how much is left', () => {
    const text = ticketText(`<p>${'word '.repeat(100)}</p>`, { max: 52, trim: false });

    expect(text?.untrusted_text).toBe('word word word word word word word word word word');
    expect(text?.characters_left).toBe(499 - 49);
    expect(text && cutNote(text, 'x')).toBe('(cut, 450 characters left)');
  });

  it('says nothing of a cut where there is none', () => {
    expect(cutNote({ untrusted_text: 'x', characters_left: 0, quoted_characters_cut: 0 }, 'x')).toBeUndefined();
  });

  it('does not read further than 150,000 characters of HTML', () => {
    const text = ticketText(`<p>${'a'.repeat(200_000)}</p>`, { max: 1_000_000, trim: false });

    expect(text?.untrusted_text.length).toBeLessThan(150_000);
    expect(text?.characters_left).toBe(50_007);
  });
});
