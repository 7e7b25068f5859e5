import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readDocument } from '../../docs-check/documents.js';
import { filesUnder, ROOT } from '../../docs-check/files.js';

const { codeSpans, links, text } = readDocument('docs/SECURITY.md');
const migrations = filesUnder('migrations', /\d+-.*\.ts$/)
  .map((path) => readFileSync(join(ROOT, path), 'utf8'))
  .join('\n');
const named = (pattern: RegExp): string[] => [...new Set([...migrations.matchAll(pattern)].map(([, name]) => name!))];

describe('docs/SECURITY.md', () => {
  it('names every table of the database', () => {
    const tables = named(/CREATE TABLE (\w+)/g);

    expect(tables.length).toBeGreaterThan(7);
    expect(codeSpans).toEqual(expect.arrayContaining(tables));
  });

  it('names every column that is encrypted', () => {
    const columns = named(/^\s+(\w*ciphertext)\s+bytea/gm);

    expect(columns.length).toBeGreaterThan(5);
    expect(codeSpans).toEqual(expect.arrayContaining(columns));
  });

  it('has a test for every threat', () => {
    const [, table = ''] = /## Threats[^\n]*\n([\s\S]*?)\n## /.exec(text) ?? [];
    const rows = table
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .slice(2);

    expect(rows.length).toBeGreaterThan(15);
    expect(rows.filter((row) => !/\]\(\.\.\/test\/[\w./-]+\.ts\)/.test(row))).toEqual([]);
    expect(links.filter(({ href }) => href.startsWith('../test/')).length).toBeGreaterThanOrEqual(rows.length);
  });

  it('keeps to the formats of ADR 0004', () => {
    const decision = readDocument('docs/adr/0004-encryption-format-key-ids-and-verifiers.md').text;

    for (const word of ['AES-256-GCM', 'associated data', 'constant time']) {
      expect(text).toContain(word);
      expect(decision).toContain(word);
    }
  });
});
