import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { SdpTool } from '../../src/mcp/tools/define-tool.js';
import { tools } from '../../src/mcp/tools/index.js';
import type { ApiOperation } from '../../src/sdp-api/api-operation.js';
import { neededScope } from '../../src/sdp-api/http/needed-scope.js';
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

const sdpTools = tools.filter((tool): tool is SdpTool => tool.access === 'sdp');

/** Tenants differ in which of the two opens technicians. */
function scopesOf({ method, path }: ApiOperation): string[] {
  const scope = neededScope({ method, path: path.slice(1).split('/') });
  return scope.includes('.technicians.') ? [scope, scope.replace('technicians', 'users')] : [scope];
}

describe('the catalogue of operations', () => {
  it('has each name and each call once', () => {
    const names = operations.map(({ name }) => name);
    const calls = operations.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);

    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect(calls.filter((call, at) => calls.indexOf(call) !== at)).toEqual([]);
  });

  it.each(sdpTools.map((tool) => [tool.name, tool] as const))('holds what %s sends', (_name, { operations: sent }) => {
    const known = new Set(operations.map(({ name }) => name));

    expect(sent.length).toBeGreaterThan(0);
    expect(sent.filter((name) => !known.has(name))).toEqual([]);
  });

  it.each(sdpTools.map((tool) => [tool.name, tool] as const))('explains the scopes of %s', (_name, tool) => {
    const needed = new Set(
      operations.filter(({ name }) => tool.operations.includes(name)).flatMap((operation) => scopesOf(operation)),
    );
    const [write, ...others] = [...needed].filter((scope) => !scope.endsWith('.READ'));

    const asked = [...tool.scopes, ...Object.values(tool.moduleScopes?.byModule ?? {}).flat()];

    expect(asked.filter((scope) => !needed.has(scope))).toEqual([]);
    expect(write === undefined).toBe(tool.annotations.readOnlyHint);
    // A tool that adds or changes, as the case may be, needs one of the two.
    if (write !== undefined && others.length === 0) expect(tool.scopes).toContain(write);
  });

  it('has no operation that nothing can send', () => {
    const sent = new Set(sdpTools.flatMap((tool) => tool.operations));

    expect(operations.filter(({ name, findsNames }) => !findsNames && !sent.has(name)).map(({ name }) => name)).toEqual(
      [],
    );
  });
});
