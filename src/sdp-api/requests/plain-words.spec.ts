import { expect, it } from '@jest/globals';
import { htmlFromText } from '../html-from-text.js';
import { plainWords } from './plain-words.js';

it.each([
  ['<div>one<br>two</div>', '<p>one<br/>\n two</p>'],
  ['<div>a &lt; b &amp; &quot;c&quot; &#39;d&#39;</div>', '<div>a &#60; b &amp; "c" &#x27;d&#x27;</div>'],
  ['<div>a&nbsp;b</div>', '<div>a b</div>'],
])('finds the same words in %s and %s', (ours, theirs) => {
  expect(plainWords(ours)).toBe(plainWords(theirs));
});

it('keeps what was written as a tag in plain text', () => {
  expect(plainWords(htmlFromText('use <b> & go'))).toBe('use<b>&go');
});

it('tells different words apart, also by case', () => {
  expect(plainWords('<div>Done</div>')).not.toBe(plainWords('<div>done</div>'));
});
