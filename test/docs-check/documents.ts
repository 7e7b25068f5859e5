import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import GithubSlugger from 'github-slugger';
import { lexer, type MarkedToken, type Token, walkTokens } from 'marked';
import { filesUnder, ROOT } from './files.js';

/** A fenced block, with what its info string says. */
export interface Block {
  readonly language: string;
  /** What the block is there for; undefined when the info string does not say. See purposes.ts. */
  readonly purpose: string | undefined;
  /** What follows the purpose after an equals sign. */
  readonly detail: string | undefined;
  readonly text: string;
  /** `docs/CLIENTS.md: json client=cursor`, for messages. */
  readonly place: string;
}

export interface Link {
  readonly href: string;
  readonly text: string;
  readonly image: boolean;
}

/** A Markdown file of the project, taken apart. */
export interface Document {
  /** From the root of the repository, as `docs/CLIENTS.md`. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly links: readonly Link[];
  /** What stands in backquotes within a line. */
  readonly codeSpans: readonly string[];
  /** Paragraphs, list items and cells as people read them, without code. */
  readonly prose: readonly string[];
  /** What a link to a heading of this document ends with, after the number sign. */
  readonly anchors: ReadonlySet<string>;
}

/** Every document that people read, the README first; decisions among them. */
export function allDocuments(): Document[] {
  return ['README.md', ...filesUnder('docs', /\.md$/)].map(readDocument);
}

/** @param path from the root of the repository */
export function readDocument(path: string): Document {
  return parseDocument(path, readFileSync(join(ROOT, path), 'utf8'));
}

export function parseDocument(path: string, text: string): Document {
  const found = { blocks: [] as Block[], links: [] as Link[], codeSpans: [] as string[], prose: [] as string[] };
  const anchors = new Set<string>();
  const slugger = new GithubSlugger();

  void walkTokens(lexer(text), (generic: Token) => {
    const token = generic as MarkedToken;
    if (token.type === 'code') found.blocks.push(blockFrom(path, token.lang ?? '', token.text));
    if (token.type === 'link') found.links.push({ href: token.href, text: token.text, image: false });
    if (token.type === 'image') found.links.push({ href: token.href, text: token.text, image: true });
    if (token.type === 'codespan') found.codeSpans.push(unescaped(token.text));
    if (token.type === 'text' && !('tokens' in token && token.tokens)) found.prose.push(unescaped(token.text));
    if (token.type === 'heading') anchors.add(slugger.slug(plain(token.tokens)));
  });
  return { path, text, ...found, anchors };
}

function blockFrom(path: string, info: string, text: string): Block {
  const [, language = '', purpose, detail] = /^(\S*)(?:\s+([a-z-]+)(?:=(.*))?)?$/.exec(info.trim()) ?? [];
  return { language, purpose, detail, text, place: `${path}: ${info.trim() || 'a block without a language'}` };
}

/** The text of a heading, without its markup. */
function plain(tokens: readonly Token[]): string {
  return tokens
    .map((token) =>
      'tokens' in token && token.tokens ? plain(token.tokens) : unescaped((token as { text?: string }).text ?? ''),
    )
    .join('');
}

/** marked leaves the escapes of HTML in some texts. */
function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
