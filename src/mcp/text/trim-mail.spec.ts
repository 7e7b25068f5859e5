import { describe, expect, it } from '@jest/globals';

import { htmlToLines } from './html-to-lines.js';
import { trimMail } from './trim-mail.js';

const trimmed = (html: string): string => trimMail(htmlToLines(html)).lines.join('\n');

const OUTLOOK_RULE = 'border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm';

describe('quoted mail and signatures', () => {
  it.each([
    [
      'Gmail',
      '<div>new</div><div class="gmail_quote"><div class="gmail_attr">On Mon, Anna wrote:</div><blockquote>old</blockquote></div>',
    ],
    ['Apple Mail', '<p>new</p><blockquote type="cite">old</blockquote>'],
    [
      'Thunderbird',
      '<p>new</p><div class="moz-cite-prefix">On 3/1/26 Anna wrote:</div><blockquote type="cite">old</blockquote>',
    ],
    [
      'Outlook on the web',
      '<div>new</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">From: Anna</div><div>old</div>',
    ],
    ['Outlook for Windows', `<p>new</p><div><div style="${OUTLOOK_RULE}"><p>From: Anna</p></div></div><p>old</p>`],
    ['Outlook after a mail gateway', '<div>new</div><div id="x_divRplyFwdMsg">From: Anna</div><div>old</div>'],
    ['Yahoo', '<div>new</div><div class="yahoo_quoted">old</div>'],
    ['Zoho Mail', '<div>new</div><div class="zmail_extra">old</div>'],
    ['plain text with marks', 'new\n\nOn Mon, 2 Mar 2026 Anna wrote:\n> old\n> older'],
    ['plain text with headers', 'new\n\n________________________________\nFrom: Anna\nSent: Monday\nSubject: x\n\nold'],
    ['plain text with a rule of words', 'new\n\n-----Original Message-----\nold'],
    ['German plain text', 'new\n\nAm 02.03.2026 um 10:11 schrieb Anna:\n> old'],
    ['French plain text', 'new\n\nLe lun. 2 mars 2026, Anna a écrit :\n> old'],
    ['a signature behind two dashes', 'new\n\n-- \nAnna Lind\nold'],
    ['a signature that Gmail marks', '<div>new</div><div class="gmail_signature">Anna<br>old</div>'],
    ["a telephone's signature", 'new\n\nSent from my iPhone'],
    ['a disclaimer', 'new\n\nThis e-mail and any attachments are confidential and intended for the addressee.'],
  ])('are cut: %s', (_who, html) => {
    expect(trimmed(html)).toBe('new');
  });

  it.each([
    ['an answer below the quotation', '> old\n\nnew', 'new'],
    ['answers between quoted lines', '> one?\nyes\n> two?\nno', 'yes\nno'],
    ['an answer below a marked quotation', '<blockquote type="cite">old</blockquote><p>new</p>', 'new'],
    [
      'a sentence that names a writer',
      'On Monday Anna wrote:\nthe screen is black',
      'On Monday Anna wrote:\nthe screen is black',
    ],
    [
      'a line that begins with From',
      'From: the second floor\nthe printer is silent',
      'From: the second floor\nthe printer is silent',
    ],
  ])('do not take along %s', (_what, html, expected) => {
    expect(trimmed(html)).toBe(expected);
  });

  it('stay when nothing else was written, as in a forwarded mail', () => {
    const { lines, cutCharacters } = trimMail(htmlToLines('<div class="gmail_quote">From: Anna<br>the text</div>'));

    expect(lines.join('\n')).toBe('From: Anna\nthe text');
    expect(cutCharacters).toBe(0);
  });

  it('are counted', () => {
    expect(trimMail(['new', '', '> 12345678']).cutCharacters).toBe(10);
  });
});
