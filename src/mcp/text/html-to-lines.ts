import { cleanLine, cleanText } from './clean-text.js';
import { BLOCK, CLOSED_BY, factsOf, SPACED, VOID, type ElementFacts } from './html-elements.js';
import { decodeCharacters, htmlTokens } from './html-tokens.js';
import { TextWriter } from './text-writer.js';

/**
 * Marks on lines of their own that say where a mail program put quoted mail and signatures. They are private-use
 * characters, which `cleanText` removes from whatever a ticket holds: no ticket can forge one.
 */
export const MARK = { quote: '\uE000', signature: '\uE001', end: '\uE002', rest: '\uE003' } as const;

const INDENTING = new Set(['blockquote', 'ul', 'ol']);

/** Deeper nesting is read as if it were at this depth. */
const MAX_DEPTH = 200;

/**
 * What makes a text HTML: an element that people do not write as a word of theirs, or a word such as `<title>` used as
 * an element, that is closed or with an attribute. Linear: nothing in it is repeated inside a repetition.
 */
const MARKUP = new RegExp(
  [
    '</?(?:a|article|aside|b|blockquote|body|br|button|center|details|dialog|div|dl|dt|dd|em|embed|fieldset|figure|font',
    '|footer|form|h[1-6]|hr|html|i|iframe|img|li|meta|nav|noscript|ol|p|picture|pre|s|script|select|small|span|strike',
    '|strong|style|sub|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|tr|tt|u|ul|video)[\\s/>]',
    '|<(?:address|audio|base|code|header|input|label|link|main|map|object|section|summary|title)\\s+[a-z-]+\\s?=',
    '|</(?:address|audio|code|header|label|main|map|object|section|summary|title)>',
    '|<!--|<!\\[CDATA|<!doctype|<\\?php',
  ].join(''),
  'i',
);

interface OpenElement {
  readonly name: string;
  readonly facts: ElementFacts;
  /** Running number of list items; undefined for anything but `ol`. */
  items?: number;
  linkText?: string;
}

/**
 * HTML to lines of Markdown: headings, lists, quotes, table rows and addresses of links are kept, emphasis is not,
 * hidden elements and comments are dropped, images become their alternative text. Never fetches anything.
 *
 * SDP gives a description that was written as plain text back as it was: text without markup keeps its lines. Time
 * and memory are linear in the length.
 */
export function htmlToLines(html: string): string[] {
  if (!MARKUP.test(html))
    return cleanText(decodeCharacters(html))
      .split('\n')
      .map((line) => line.trimEnd());
  const conversion = new Conversion();
  for (const token of htmlTokens(html)) {
    if (token.kind === 'text') conversion.text(token.text);
    else if (token.kind === 'open') conversion.open(token.name, factsOf(token.name, token.attributes));
    else conversion.close(token.name);
  }
  return conversion.finish();
}

class Conversion {
  private readonly writer = new TextWriter();
  private readonly elements: OpenElement[] = [];
  private readonly links: OpenElement[] = [];
  private hiddenDepth = 0;
  private preDepth = 0;
  private cellInRow = false;
  private itemMarker = '';
  private linePrefix = '';

  text(raw: string): void {
    if (this.hiddenDepth > 0) return;
    const text = cleanText(raw);
    const link = this.links.at(-1);
    if (link) link.linkText = ((link.linkText ?? '') + text).slice(0, 600);
    this.write(text);
  }

  open(name: string, facts: ElementFacts): void {
    const top = this.elements.at(-1);
    if (top && CLOSED_BY.get(top.name)?.has(name)) this.close(top.name);

    if (VOID.has(name)) {
      if (!facts.hidden && this.hiddenDepth === 0) this.openVoid(name, facts);
      return;
    }
    // Hidden ones are followed further down, or deep nesting would show what nobody sees.
    if (this.elements.length >= (facts.hidden || this.hiddenDepth > 0 ? 2 * MAX_DEPTH : MAX_DEPTH)) return;
    const element: OpenElement = { name, facts, ...(name === 'ol' ? { items: 0 } : {}) };
    this.elements.push(element);
    if (name === 'a') this.links.push(element);
    if (INDENTING.has(name)) this.linePrefix = this.prefix();
    if (facts.hidden) this.hiddenDepth += 1;
    if (name === 'pre') this.preDepth += 1;
    if (this.hiddenDepth === 0) this.begin(name, facts);
  }

  close(name: string): void {
    const index = this.elements.findLastIndex((element) => element.name === name);
    if (index === -1) return;
    let indented = false;
    for (const element of this.elements.splice(index).reverse()) {
      if (this.hiddenDepth === 0) this.end(element);
      if (element.facts.hidden) this.hiddenDepth -= 1;
      if (element.name === 'pre') this.preDepth -= 1;
      if (element.name === 'a') this.links.pop();
      if (INDENTING.has(element.name)) indented = true;
    }
    if (indented) this.linePrefix = this.prefix();
  }

  finish(): string[] {
    while (this.elements.length > 0) this.close(this.elements.at(-1)?.name ?? '');
    return this.writer.toLines();
  }

  private openVoid(name: string, facts: ElementFacts): void {
    if (facts.quote === 'rest') this.writer.mark(MARK.rest);
    if (name === 'br') this.writer.breakLine();
    else if (name === 'hr') this.writer.endBlock(true);
    else if (name === 'img') this.write(` [image${facts.alt === '' ? '' : `: ${this.attribute(facts.alt, 100)}`}] `);
  }

  private begin(name: string, facts: ElementFacts): void {
    if (BLOCK.has(name)) this.writer.endBlock(SPACED.has(name) && !this.insideItem());
    if (facts.quote !== undefined) this.writer.mark(MARK[facts.quote === 'part' ? 'quote' : facts.quote]);
    if (name === 'tr') this.cellInRow = false;
    if (name === 'td' || name === 'th') {
      if (this.cellInRow) this.writer.text(' | ', this.linePrefix);
      this.cellInRow = true;
    }
    if (name === 'li') this.itemMarker = this.markerOfItem();
    if (/^h[1-6]$/.test(name)) this.itemMarker += '### ';
  }

  private end({ name, facts, linkText }: OpenElement): void {
    const { href } = facts;
    if (name === 'a' && href !== undefined) {
      const address = this.attribute(href, 500);
      if (!(linkText ?? '').includes(address.replace(/^mailto:/i, ''))) this.write(` (${address})`);
    }
    if (BLOCK.has(name)) this.writer.endBlock(SPACED.has(name) && !this.insideItem());
    if (facts.quote === 'part' || facts.quote === 'signature') this.writer.mark(MARK.end);
    if (name === 'li') this.itemMarker = '';
  }

  private write(text: string): void {
    const prefix = this.linePrefix + (text.trim() === '' ? '' : this.itemMarker);
    if (text.trim() !== '') this.itemMarker = '';
    if (this.preDepth > 0) this.writer.verbatim(text, prefix);
    else this.writer.text(text, prefix);
  }

  private attribute(value: string, max: number): string {
    return cleanLine(value, max);
  }

  /** What stands before each line here: `> ` for each quoting element, two spaces for each list but the first. */
  private prefix(): string {
    const count = (names: readonly string[]): number =>
      Math.min(8, this.elements.filter(({ name }) => names.includes(name)).length);
    return '> '.repeat(count(['blockquote'])) + '  '.repeat(Math.max(0, count(['ul', 'ol']) - 1));
  }

  private insideItem(): boolean {
    return this.elements.some(({ name }) => name === 'li');
  }

  private markerOfItem(): string {
    const list = this.elements.findLast(({ name }) => name === 'ul' || name === 'ol');
    if (list?.items === undefined) return '- ';
    list.items += 1;
    return `${list.items}. `;
  }
}
