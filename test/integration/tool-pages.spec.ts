import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { tools } from '../../src/mcp/tools/index.js';
import { operations } from '../../src/sdp-api/operations.js';
import { coveragePage } from '../docs/coverage-page.js';
import { toolsPage } from '../docs/tools-page.js';

const page = (name: string) => readFile(join(import.meta.dirname, '../../docs', name), 'utf8');

describe('the pages made from the tools', () => {
  it('docs/COVERAGE.md is what npm run docs makes', async () => {
    expect(await page('COVERAGE.md')).toBe(await coveragePage());
  });

  it('docs/TOOLS.md is what npm run docs makes', async () => {
    expect(await page('TOOLS.md')).toBe(await toolsPage());
  });
});

describe('the catalogue of operations', () => {
  it('has each name and each call once', () => {
    const names = operations.map(({ name }) => name);
    const calls = operations.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);

    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect(calls.filter((call, at) => calls.indexOf(call) !== at)).toEqual([]);
  });

  it('has no operation that nothing can send', () => {
    const sent = new Set(tools.flatMap((tool) => (tool.access === 'sdp' ? (tool.operations ?? []) : [])));

    expect(operations.filter(({ name, findsNames }) => !findsNames && !sent.has(name)).map(({ name }) => name)).toEqual(
      [],
    );
  });
});
