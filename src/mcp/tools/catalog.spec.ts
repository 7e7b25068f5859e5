import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';

import { TOOLSETS } from '../../common/toolsets.js';
import { DEFAULT_SCOPES, OPTIONAL_SCOPES } from '../../config/default-scopes.js';
import { inputSchema } from '../public-schema.js';
import { tools } from './index.js';
import { publishedOutput } from './write-outcome.js';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** What a grant token is asked for, by default or where somebody has the module. */
const KNOWN_SCOPES = [...DEFAULT_SCOPES, ...OPTIONAL_SCOPES];
const each = tools.map((tool) => [tool.name, tool] as const);

/** Every JSON Schema inside a schema, itself included, with where it stands. */
function* schemasIn(schema: unknown, path = ''): Generator<[path: string, schema: Record<string, unknown>]> {
  if (typeof schema !== 'object' || schema === null) return;
  if (Array.isArray(schema)) {
    for (const [index, one] of schema.entries()) yield* schemasIn(one, `${path}/${index}`);
    return;
  }
  yield [path, schema as Record<string, unknown>];
  for (const [key, value] of Object.entries(schema)) yield* schemasIn(value, `${path}/${key}`);
}

/** @returns where a schema breaks the rule */
function breaking(schema: unknown, broken: (schema: Record<string, unknown>) => boolean): string[] {
  return [...schemasIn(schema)].filter(([, one]) => broken(one)).map(([path]) => path);
}

describe('the catalog', () => {
  it('has the tools whose names people know', () => {
    expect(tools.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'add_note',
        'add_private_note',
        'check_auth_status',
        'close_request',
        'complete_setup',
        'create_request',
        'find_technician',
        'get_metadata',
        'get_request',
        'get_request_conversation',
        'get_technician',
        'list_requests',
        'list_technicians',
        'reply_to_requester',
        'search_requests',
        'send_first_response',
        'update_request',
      ]),
    );
  });

  it('shows at most 28 tools by default', () => {
    const core = tools.filter(({ access, toolsets }) => access === 'setup' || toolsets.includes('core'));

    expect(core.length).toBeLessThanOrEqual(28);
  });

  it('lists every tool file and nothing else', () => {
    const files = readdirSync(folder('.'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.tool.ts'))
      .map((file) => basename(file, '.tool.ts').replaceAll('-', '_'));

    expect(files.toSorted()).toEqual(tools.map(({ name }) => name).toSorted());
  });
});

describe.each(each)('%s', (name, tool) => {
  const input = inputSchema(tool.input);

  it('has a name and title in one form', () => {
    expect(name).toMatch(/^[a-z]+(?:_[a-z]+){1,4}$/);
    expect(tool.title).toMatch(/^[A-Z][a-z' -]{4,40}$/);
  });

  it('is described in at most 1,500 characters of plain words', () => {
    expect(tool.description.length).toBeGreaterThan(80);
    expect(tool.description.length).toBeLessThanOrEqual(1_500);
    expect(tool.description).not.toMatch(/\b(?:simply|just|easy|easily)\b/i);
  });

  it('never claims to be read-only and destructive', () => {
    const { readOnlyHint, destructiveHint } = tool.annotations;

    expect(readOnlyHint && destructiveHint).toBe(false);
    expect(Object.values(tool.annotations).every((hint) => typeof hint === 'boolean')).toBe(true);
    expect(Object.keys(tool.annotations)).toHaveLength(4);
  });

  it('belongs to at least one known toolset', () => {
    expect(tool.toolsets.length).toBeGreaterThan(0);
    expect(tool.toolsets.every((toolset) => TOOLSETS.includes(toolset))).toBe(true);
  });

  it('asks for no scope that a grant token is not asked for, by default or on request', () => {
    const covered = (scope: string): boolean =>
      KNOWN_SCOPES.includes(scope) || KNOWN_SCOPES.includes(scope.replace(/\.[A-Z]+$/, '.ALL'));

    const byModule = Object.values(tool.moduleScopes?.byModule ?? {});

    expect([...tool.scopes, ...byModule.flat()].filter((scope) => !covered(scope))).toEqual([]);
    expect(tool.scopes.length > 0 || (byModule.length > 0 && byModule.every((one) => one.length > 0))).toBe(
      tool.access === 'sdp',
    );
  });

  it('takes a plain object: no references, unions or open ends', () => {
    expect(input['type']).toBe('object');
    expect(breaking(input, (one) => '$ref' in one || 'oneOf' in one || 'anyOf' in one || 'allOf' in one)).toEqual([]);
    expect(breaking(input, (one) => Array.isArray(one['type']))).toEqual([]);
    expect(breaking(input, (one) => one['type'] === 'object' && one['additionalProperties'] === undefined)).toEqual([]);
  });

  it('limits every text, list and number it takes', () => {
    const limited = (one: Record<string, unknown>): boolean =>
      'maxLength' in one || 'enum' in one || 'const' in one || 'pattern' in one || 'format' in one;

    expect(breaking(input, (one) => one['type'] === 'string' && !limited(one))).toEqual([]);
    expect(breaking(input, (one) => one['type'] === 'array' && !('maxItems' in one))).toEqual([]);
    expect(breaking(input, (one) => one['type'] === 'integer' && !('maximum' in one))).toEqual([]);
  });

  it('describes every argument', () => {
    const described = Object.entries(input['properties'] as Record<string, { description?: string; enum?: string[] }>);

    expect(described.filter(([, one]) => one.description === undefined && one.enum === undefined)).toEqual([]);
  });

  it('refuses arguments it does not know', () => {
    expect(tool.input.safeParse({ no_such_argument: 1 }).error?.issues.map(({ code }) => code)).toContain(
      'unrecognized_keys',
    );
  });

  it('keeps its published contract', () => {
    const { title, description, toolsets, annotations, scopes } = tool;
    const needed = { scopes, scopesByModule: tool.moduleScopes?.byModule };
    const published = { inputSchema: input, outputSchema: z.toJSONSchema(publishedOutput(tool), { reused: 'inline' }) };
    const contract = `${JSON.stringify({ name, title, description, toolsets, annotations, ...needed, ...published }, null, 2)}\n`;
    const file = folder(`__contracts__/${name}.json`);
    if (process.env['UPDATE_CONTRACTS'] === '1') writeFileSync(file, contract);

    expect(existsSync(file) ? readFileSync(file, 'utf8') : 'no contract').toBe(contract);
  });
});
