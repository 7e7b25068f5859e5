import { expect, it } from '@jest/globals';
import { htmlFromText } from './html-from-text.js';

it.each([
  ['one line', '<div>one line</div>'],
  ['two\nlines', '<div>two<br>lines</div>'],
  ['first\r\n\r\nsecond', '<div>first</div><div>second</div>'],
  ['To do:\n- one\n* two\nDone', '<div>To do:</div><ul><li>one</li><li>two</li></ul><div>Done</div>'],
  ['1. one\n2) two', '<ol><li>one</li><li>two</li></ol>'],
  ['a < b & "c" > \'d\'', '<div>a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;</div>'],
  ['<script>alert(1)</script>', '<div>&lt;script&gt;alert(1)&lt;/script&gt;</div>'],
  [
    'See https://kb.example.com/a?b=1&c=2.',
    '<div>See <a href="https://kb.example.com/a?b=1&amp;c=2">https://kb.example.com/a?b=1&amp;c=2</a>.</div>',
  ],
  ['javascript:alert(1)', '<div>javascript:alert(1)</div>'],
  [
    'https://x.org" onclick="alert(1)',
    '<div><a href="https://x.org">https://x.org</a>&quot; onclick=&quot;alert(1)</div>',
  ],
  ['-5 degrees', '<div>-5 degrees</div>'],
  [' \n\n ', ''],
  ['', ''],
])('writes %j as %s', (text, html) => {
  expect(htmlFromText(text)).toBe(html);
});
