/** One piece of HTML. Names are lower case; `attributes` is the raw text between the name and `>`. */
export type HtmlToken =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string }
  | { readonly kind: 'close'; readonly name: string };

/** Elements whose content is not text for people; it is skipped with them. */
const SKIPPED = new Set(['script', 'style', 'template', 'title', 'iframe', 'object', 'noembed', 'noframes', 'xml']);

/** A name counts only before white space, `/` or `>`: `<anna@example.org>` and `<https://…>` are text. */
const TAG_NAME = /[a-zA-Z][a-zA-Z0-9-]*(?::[a-zA-Z0-9-]+)?(?=[\s/>])/y;

/**
 * Splits HTML in one pass. Comments, declarations and the content of scripts and styles are left out.
 *
 * Tickets are written by anyone, so the time must stay linear in the length whatever the markup is: no tree is built
 * and nothing is looked at twice. (A DOM parser with Turndown took 44 s for 200 KB of `<div>`, on the event loop.)
 */
export function* htmlTokens(html: string): Generator<HtmlToken> {
  let position = 0;
  let trustQuotes = true;

  while (position < html.length) {
    const tagStart = html.indexOf('<', position);
    if (tagStart === -1) break;
    if (tagStart > position) yield { kind: 'text', text: html.slice(position, tagStart) };
    position = tagStart;

    const next = html[tagStart + 1] ?? '';
    if (next === '!' || next === '?') {
      position = afterDeclaration(html, tagStart);
      continue;
    }

    const closing = next === '/';
    TAG_NAME.lastIndex = tagStart + (closing ? 2 : 1);
    const name = TAG_NAME.exec(html)?.[0]?.toLowerCase();
    if (name === undefined) {
      yield { kind: 'text', text: '<' };
      position = tagStart + 1;
      continue;
    }

    const attributesStart = TAG_NAME.lastIndex;
    let tagEnd = trustQuotes ? endOfTag(html, attributesStart) : html.indexOf('>', attributesStart);
    if (tagEnd === -1 && trustQuotes) {
      // A quote that is never closed: from here on quotes mean nothing, so that this search happens once.
      trustQuotes = false;
      tagEnd = html.indexOf('>', attributesStart);
    }
    if (tagEnd === -1) break;

    position = tagEnd + 1;
    if (closing) yield { kind: 'close', name };
    else if (SKIPPED.has(name)) position = afterSkipped(html, name, position);
    else yield { kind: 'open', name, attributes: html.slice(attributesStart, tagEnd) };
  }

  if (position < html.length) yield { kind: 'text', text: html.slice(position) };
}

function afterDeclaration(html: string, start: number): number {
  if (!html.startsWith('<!--', start)) {
    const end = html.indexOf('>', start);
    return end === -1 ? html.length : end + 1;
  }
  const end = html.indexOf('-->', start + 2);
  return end === -1 ? html.length : end + 3;
}

function afterSkipped(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}[^>]{0,100}>`, 'gi');
  end.lastIndex = from;
  return end.exec(html) === null ? html.length : end.lastIndex;
}

/** Index of the `>` that ends a tag, quotes respected; -1 when there is none. */
function endOfTag(html: string, from: number): number {
  let quote = '';
  for (let index = from; index < html.length; index += 1) {
    const character = html[index];
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '>') return index;
    else if ((character === '"' || character === "'") && html[index - 1] === '=') quote = character;
  }
  return -1;
}

const ATTRIBUTE = /([^\s"'=<>/]+)(?:\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/** Attributes by lower-case name, entities not decoded; the first of a name counts. Reads at most 4,000 characters. */
export function readAttributes(attributes: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', double, single, bare] of attributes.slice(0, 4_000).matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, double ?? single ?? bare ?? '');
  }
  return found;
}
