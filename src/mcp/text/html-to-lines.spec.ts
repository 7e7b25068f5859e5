import { describe, expect, it } from '@jest/globals';

import { htmlToLines, MARK } from './html-to-lines.js';

const shown = (html: string): string => htmlToLines(html).join('\n').trim();

describe('HTML as text', () => {
  it.each([
    ['paragraphs', '<p>one</p><p>two</p>', 'one\n\ntwo'],
    ['line breaks', '<div>one<br>two</div><div>three</div>', 'one\ntwo\nthree'],
    ['folded white space', '<p>one\n   two&nbsp; three</p>', 'one two three'],
    ['headings', '<h2>Title</h2><p>text</p>', '### Title\n\ntext'],
    ['lists', '<ul><li>one</li><li>two<ol><li>a<li>b</ol></li></ul><p>end</p>', '- one\n- two\n  1. a\n  2. b\n\nend'],
    ['list items with paragraphs', '<ul><li><p>one</p></li><li><p>two</p></li></ul>', '- one\n- two'],
    ['tables', '<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>', 'a | b\n1 | 2'],
    ['indented quotations', '<blockquote>one<br>two</blockquote>after', '> one\n> two\n\nafter'],
    ['white space that counts', '<pre>a\n  b</pre>', 'a\n  b'],
    ['addresses of links', 'see <a href="https://x.org/?a=1&amp;b=2">here</a>', 'see here (https://x.org/?a=1&b=2)'],
    ['links that are their own text', '<a href="https://x.org/">https://x.org/</a>', 'https://x.org/'],
    ['links to mail addresses', '<a href="mailto:a@x.org">a@x.org</a>', 'a@x.org'],
    [
      'images by their words',
      '<p><img src="a.png" alt="a red error box"> and <img src=b></p>',
      '[image: a red error box] and [image]',
    ],
    ['images that count readers', '<p>x<img src="https://t.example/1.gif" width="1" height="1"></p>', 'x'],
    [
      'characters by name and number',
      '&lt;b&gt; &amp;amp; &#8364; &#x20AC; &eacute; &unknown; &hellip;',
      '<b> &amp; € € é &unknown; …',
    ],
    [
      'addresses in angle brackets',
      'Anna <anna@example.org> <https://x.org> a < b <br> c',
      'Anna <anna@example.org> <https://x.org> a < b\nc',
    ],
    ['plain text with its lines', 'Hello,\n\n  the printer\nAnna <a@x.org>', 'Hello,\n\n  the printer\nAnna <a@x.org>'],
    ['what follows a hidden element', '<p hidden>no</p><p>yes</p>', 'yes'],
    ['what follows a tag that is never closed', '<p>a</b></div>b', 'ab'],
    ['the end of a tag that is cut off', '<p>text</p><a href="x', 'text\n\n<a href="x'],
  ])('keeps %s', (_what, html, expected) => {
    expect(shown(html)).toBe(expected);
  });

  it('marks what mail programs mark as quoted', () => {
    const lines = htmlToLines('<p>new</p><div class="gmail_quote"><p>old</p></div><p>after</p>');

    expect(lines.filter((line) => line !== '')).toEqual(['new', MARK.quote, 'old', MARK.end, 'after']);
  });

  it('hides what is hidden, however deep it lies', () => {
    const html = `${'<div>'.repeat(250)}seen<p style="display: none">unseen<b>unseen</b></p><script>unseen</script>`;

    expect(shown(html)).toBe('seen');
  });

  it('takes time in proportion to the length, whatever the markup', () => {
    const time = (html: string): number => {
      const start = performance.now();
      htmlToLines(html);
      return performance.now() - start;
    };
    const evil = [
      (n: number) => '<div>'.repeat(n),
      (n: number) => '<br>'.repeat(n),
      (n: number) => '<b><p>'.repeat(n),
      (n: number) => '<a href="'.repeat(n),
      (n: number) => `<p ${'a= '.repeat(n)}>`,
      (n: number) => '<!--'.repeat(n),
      (n: number) => '<ul><li>'.repeat(n),
      (n: number) => '<i>'.repeat(200) + '</b>x'.repeat(n),
    ];
    time('<p>warm</p>'.repeat(1_000));

    // Quadratic work on 30,000 pieces takes tens of seconds; linear work takes tens of milliseconds.
    expect(Math.max(...evil.map((make) => time(make(30_000))))).toBeLessThan(2_000);
  });
});
