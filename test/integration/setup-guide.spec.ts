import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DEFAULT_SCOPES } from '../../src/config/default-scopes.js';
import { scopeString } from '../../src/oauth/instructions.js';
import { dataCentersTable } from '../docs/data-centers-table.js';

const DOCS = join(import.meta.dirname, '../../docs');

describe('docs/OAUTH_SETUP_GUIDE.md', () => {
  const guide = readFileSync(join(DOCS, 'OAUTH_SETUP_GUIDE.md'), 'utf8');

  it('has every data center as the server knows it', () => {
    expect(guide).toContain(`\n${dataCentersTable()}`);
  });

  it('has the scope string that the page shows', () => {
    expect(guide).toContain(`\n${scopeString(DEFAULT_SCOPES)}\n`);
  });

  it('shows pictures that are there, each with words in its place, and leaves none unused', () => {
    const shown = [...guide.matchAll(/!\[([^\]]{10,})\]\(images\/(setup-[\w-]+\.png)\)/g)].map(([, , file]) => file!);
    const there = readdirSync(join(DOCS, 'images')).filter((name) => name.startsWith('setup-'));

    expect(shown.toSorted()).toEqual(there.toSorted());
    for (const file of there) expect(statSync(join(DOCS, 'images', file)).size).toBeLessThan(200_000);
  });
});
