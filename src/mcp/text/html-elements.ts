import { hidesAll } from './hiding-style.js';

/** Elements that never have content. */
export const VOID = new Set([
  ...['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr'],
]);

/** Elements that begin and end a line of their own. */
export const BLOCK = new Set([
  ...['address', 'article', 'aside', 'blockquote', 'body', 'center', 'dd', 'div', 'dl', 'dt', 'fieldset', 'figure'],
  ...['footer', 'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'html', 'li', 'main', 'nav', 'ol', 'p', 'pre'],
  ...['section', 'table', 'tbody', 'tfoot', 'thead', 'tr', 'ul'],
]);

/** Blocks with an empty line around them. */
export const SPACED = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'ol', 'ul', 'pre', 'table']);

/** An open element is closed by these without a closing tag of its own. */
export const CLOSED_BY: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['p', new Set(['p', 'div', 'ul', 'ol', 'li', 'table', 'blockquote', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'])],
  ['li', new Set(['li'])],
  ['dt', new Set(['dt', 'dd'])],
  ['dd', new Set(['dt', 'dd'])],
  ['td', new Set(['td', 'th', 'tr'])],
  ['th', new Set(['td', 'th', 'tr'])],
  ['tr', new Set(['tr'])],
  ['option', new Set(['option'])],
]);

/** Elements whose content is not text for people. */
const NOT_FOR_PEOPLE = new Set([
  ...['script', 'style', 'template', 'title', 'iframe', 'object', 'noembed', 'noframes', 'xml'],
]);

/** What an element's attributes say that matters here. */
export interface ElementFacts {
  readonly hidden: boolean;
  /** `part`: this element is a quoted mail; `rest`: everything from here on is; `signature`: this element is one. */
  readonly quote: 'part' | 'rest' | 'signature' | undefined;
  /** http, https or mailto; undefined for any other scheme. */
  readonly href: string | undefined;
  readonly alt: string;
}

const NOTHING: ElementFacts = { hidden: false, quote: undefined, href: undefined, alt: '' };

const QUOTE_CLASS =
  /(?:^|[\s"_-])(?:gmail_quote|yahoo_quoted|moz-cite-prefix|zmail_extra|protonmail_quote|OutlookMessageHeader)/i;
const REST_ID = /^(?:x_)*(?:appendonsend|divRplyFwdMsg|stopSpelling|mail-editor-reference-message-container)$/i;
const SIGNATURE_CLASS = /(?:^|[\s"])(?:gmail_signature|moz-signature|zmail_signature|protonmail_signature_block)/i;
const SIGNATURE_ID = /^(?:x_)*(?:signature|ms-outlook-mobile-signature|zohosignature)$/i;

/** The rule Outlook for Windows draws above the header of the mail it quotes. */
const OUTLOOK_RULE = /border:none;border-top:solid #(?:e1e1e1|b5c4df) 1\.0pt;padding:3\.0pt/i;

/** Reads what matters of an element. Class names are those that the mail programs themselves write. */
export function factsOf(name: string, read: ReadonlyMap<string, string>): ElementFacts {
  if (NOT_FOR_PEOPLE.has(name)) return { ...NOTHING, hidden: true };
  if (read.size === 0) return NOTHING;
  const style = (read.get('style') ?? '').toLowerCase();
  return {
    hidden: read.has('hidden') || hidesAll(read.get('style') ?? '') || isTrackingPixel(name, read),
    quote: quoteOf(name, read, style),
    href: name === 'a' ? safeAddress(read.get('href')) : undefined,
    alt: read.get('alt') ?? '',
  };
}

function quoteOf(name: string, read: ReadonlyMap<string, string>, style: string): ElementFacts['quote'] {
  const id = read.get('id') ?? '';
  const className = read.get('class') ?? '';
  if (REST_ID.test(id) || OUTLOOK_RULE.test(style)) return 'rest';
  if (SIGNATURE_ID.test(id) || SIGNATURE_CLASS.test(className)) return 'signature';
  if (QUOTE_CLASS.test(className) || (name === 'blockquote' && read.get('type') === 'cite')) return 'part';
  return undefined;
}

function isTrackingPixel(name: string, read: ReadonlyMap<string, string>): boolean {
  return name === 'img' && [read.get('width'), read.get('height')].some((size) => /^[01](?:px)?$/.test(size ?? ''));
}

function safeAddress(href: string | undefined): string | undefined {
  const address = href?.trim() ?? '';
  return /^(?:https?:\/\/|mailto:)/i.test(address) ? address : undefined;
}
