import type { HostileText } from './hostile-text.js';

/** Texts whose size or form would stall a careless reader. */
export const SHAPES: readonly HostileText[] = [
  { name: 'a text of a million characters', html: `<p>begin</p>${'lorem ipsum '.repeat(84_000)}`, shows: 'begin' },
  { name: 'one word of two hundred thousand letters', html: `<p>begin ${'x'.repeat(200_000)}</p>`, shows: 'begin' },
  { name: 'lists in lists', html: `<p>begin</p>${'<ul><li>'.repeat(3_000)}core`, shows: 'begin' },
  { name: 'quotes in quotes by the thousand', html: `<p>begin</p>${'<blockquote>'.repeat(3_000)}core`, shows: 'begin' },
  { name: 'links in links', html: `<p>begin</p>${'<a href="https://a.example">x'.repeat(5_000)}`, shows: 'begin' },
  { name: 'tables in tables', html: `<p>begin</p>${'<table><tr><td>'.repeat(2_000)}core`, shows: 'begin' },
  { name: 'opening brackets by the thousand', html: `<p>begin ${'['.repeat(20_000)}</p>`, shows: 'begin' },
  { name: 'angle brackets by the thousand', html: `<p>begin</p>${'<'.repeat(20_000)}`, shows: 'begin' },
  { name: 'ampersands by the thousand', html: `<p>begin ${'&'.repeat(20_000)}</p>`, shows: 'begin' },
  {
    name: 'attributes by the thousand',
    html: `<p ${Array.from({ length: 5_000 }, (_, n) => `a${n}=1`).join(' ')}>begin</p>`,
    shows: 'begin',
  },
  { name: 'spaces by the thousand', html: `<p>begin${' '.repeat(50_000)}end</p>`, shows: 'begin end' },
  { name: 'a wrote-line that almost is one', html: `<p>begin</p><p>On ${'x '.repeat(5_000)}</p>`, shows: 'begin' },
  { name: 'styles that almost hide', html: `<p style="${'margin:0;'.repeat(5_000)}">begin</p>`, shows: 'begin' },
  { name: 'a row of emoji with joiners', html: `<p>begin ${'👩‍👩‍👧‍👦'.repeat(2_000)}</p>`, shows: 'begin' },
  { name: 'half an emoji at every cut', html: `<p>begin ${'a😀'.repeat(9_000)}</p>`, shows: 'begin' },
];
