import { describe, expect, it } from '@jest/globals';
import { clientSnippets } from '../../../src/oauth/client-snippets.js';
import { clientsPage, PRINTED_URL } from '../../docs/clients-page.js';
import { CLIENT_NOTES } from '../../docs/client-notes.js';
import { allDocuments, type Block, readDocument } from '../../docs-check/documents.js';

const snippets = clientSnippets({
  publicUrl: PRINTED_URL,
  dataCenter: undefined,
  portal: undefined,
  needsAccessKey: false,
});
const blocks = allDocuments().flatMap((document) => document.blocks.filter(({ purpose }) => purpose === 'client'));

/** Prettier may set JSON otherwise than the server prints it. */
const meaning = ({ language, text }: Pick<Block, 'language' | 'text'>): unknown =>
  language === 'json' ? JSON.parse(text) : text;

describe('snippets of clients in the documents', () => {
  it.each(blocks)('are those of the server: $place', ({ language, detail, text }) => {
    const snippet = snippets.find(({ id }) => id === detail);

    expect(meaning({ language, text })).toEqual(snippet && meaning({ language, text: snippet.text }));
  });

  it('are among them for the two clients of the README', () => {
    expect(blocks.filter(({ place }) => place.startsWith('README.md')).length).toBeGreaterThanOrEqual(2);
  });
});

describe('docs/CLIENTS.md', () => {
  it('is what npm run docs makes', async () => {
    expect(readDocument('docs/CLIENTS.md').text).toBe(await clientsPage());
  });

  it('has a note for every client of the server, and for no other', () => {
    expect(Object.keys(CLIENT_NOTES).toSorted()).toEqual(snippets.map(({ id }) => id).toSorted());
  });

  it('links to the same entries as the snippets', () => {
    const links = readDocument('docs/CLIENTS.md').links.map(({ href }) => decodeURIComponent(decodeURIComponent(href)));

    for (const { link } of snippets) {
      if (link) expect(links).toContainEqual(expect.stringContaining(decodeURIComponent(link.split('?')[1]!)));
    }
  });
});
