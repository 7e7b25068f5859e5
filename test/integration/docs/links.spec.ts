import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { allDocuments, type Document, parseDocument } from '../../docs-check/documents.js';
import { ROOT } from '../../docs-check/files.js';

const documents = allDocuments();

/** Links of a document to nowhere within the repository. */
function broken(document: Document, all: readonly Document[]): string[] {
  return document.links.flatMap(({ href, text, image }) => {
    if (/^(?:https?|vscode|cursor|mailto):/.test(href)) return URL.canParse(href) ? [] : [`${document.path}: ${href}`];
    const [file = '', anchor] = href.split('#');
    const path = file === '' ? document.path : normalize(join(dirname(document.path), file));
    const target = all.find((one) => one.path === path);
    const wrong =
      (!target && !existsSync(join(ROOT, path))) ||
      (anchor !== undefined && !target?.anchors.has(anchor)) ||
      (image && text.trim() === '');
    return wrong ? [`${document.path}: ${href}`] : [];
  });
}

describe('links of the documents', () => {
  it('lead to files and headings that exist, and images have a description', () => {
    expect(documents.flatMap((document) => broken(document, documents))).toEqual([]);
  });

  it.each([
    ['a missing file', '[a](NOWHERE.md)'],
    ['a missing heading of the same document', '# Here\n\n[a](#there)'],
    ['a missing heading of another document', '[a](CONFIGURATION.md#nowhere)'],
    ['an image without a description', '![](../README.md)'],
  ])('are refused with %s', (_what, text) => {
    expect(broken(parseDocument('docs/X.md', text), [...documents, parseDocument('docs/X.md', text)])).toHaveLength(1);
  });

  it('lead from the README to every document', () => {
    const reached = new Set(['README.md']);
    for (const path of reached) {
      const document = documents.find((one) => one.path === path);
      for (const { href } of document?.links ?? []) {
        const target = normalize(join(dirname(path), href.split('#')[0]!)).replace(/\/$/, '');
        for (const { path: other } of documents) {
          if (other === target || dirname(other) === target) reached.add(other);
        }
      }
    }

    expect(documents.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([]);
  });
});
