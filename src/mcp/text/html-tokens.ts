import { Tokenizer } from 'htmlparser2';

/** One piece of HTML: names are lower case, character references are decoded. */
export type HtmlToken =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'open'; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly kind: 'close'; readonly name: string };

interface OpenTag {
  /** Index of its `<`. */
  readonly start: number;
  readonly name: string;
  /** By lower-case name; the first of a name counts. */
  readonly attributes: Map<string, string>;
}

/** Anything else between angle brackets is text: `<anna@example.org>`, `<https://…>`. */
const ELEMENT_NAME = /^[a-z][a-z0-9-]*(?::[a-z0-9-]+)?$/;

/**
 * Splits HTML in one pass; comments and declarations are left out. Tickets are written by anyone, so the time must
 * stay linear in the length whatever the markup is: no tree is built (ADR 0008).
 */
export function htmlTokens(html: string): HtmlToken[] {
  const tokens: HtmlToken[] = [];
  let tag: OpenTag | undefined;
  let attribute = '';
  let value = '';

  const text = (piece: string): void => {
    const last = tokens.at(-1);
    if (last?.kind === 'text') tokens[tokens.length - 1] = { kind: 'text', text: last.text + piece };
    else if (piece !== '') tokens.push({ kind: 'text', text: piece });
  };
  const endTag = (end: number): void => {
    if (!tag) return;
    const { start, name, attributes } = tag;
    tag = undefined;
    if (ELEMENT_NAME.test(name)) tokens.push({ kind: 'open', name, attributes });
    else text(html.slice(start, end + 1));
  };

  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: (start, end) => text(html.slice(start, end)),
      ontextentity: (codePoint) => text(String.fromCodePoint(codePoint)),
      onopentagname(start, end) {
        tag = { start: start - 1, name: html.slice(start, end).toLowerCase(), attributes: new Map() };
      },
      onattribname(start, end) {
        attribute = html.slice(start, end).toLowerCase();
        value = '';
      },
      onattribdata: (start, end) => void (value += html.slice(start, end)),
      onattribentity: (codePoint) => void (value += String.fromCodePoint(codePoint)),
      onattribend() {
        if (tag && !tag.attributes.has(attribute)) tag.attributes.set(attribute, value);
      },
      onopentagend: endTag,
      onselfclosingtag: endTag,
      onclosetag: (start, end) => void tokens.push({ kind: 'close', name: html.slice(start, end).toLowerCase() }),
      oncomment: () => undefined,
      oncdata: () => undefined,
      ondeclaration: () => undefined,
      onprocessinginstruction: () => undefined,
      onend: () => undefined,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  // A tag that is cut off at the end may be all there is of a sentence with a `<` in it.
  if (tag) text(html.slice(tag.start));
  return tokens;
}

/** Plain text with its character references decoded; angle brackets stay as they are. */
export function decodeCharacters(text: string): string {
  return htmlTokens(text.replaceAll('<', '&lt;'))
    .map((token) => (token.kind === 'text' ? token.text : ''))
    .join('');
}
