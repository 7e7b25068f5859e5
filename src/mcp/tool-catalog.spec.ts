import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { Toolset } from '../common/toolsets.js';
import { ToolCatalog } from './tool-catalog.js';
import { defineForwardTool, defineSdpTool, defineSetupTool, type Tool } from './tools/define-tool.js';

function tool(name: string, toolsets: Toolset[], readOnlyHint = true): Tool {
  return defineSdpTool({ ...base(name, toolsets, readOnlyHint), handler: async () => ({ id: '1', due: null }) });
}

function base(name: string, toolsets: Toolset[], readOnlyHint: boolean) {
  return {
    name,
    title: name,
    description: name,
    toolsets,
    annotations: { readOnlyHint, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    scopes: [],
    operations: [],
    input: z.strictObject({ count: z.int().min(1).default(5), who: z.string().nullable().optional() }),
    output: z.object({ id: z.string(), due: z.string().nullable() }),
    markdown: () => '',
  };
}

const setup = defineSetupTool({
  ...base('complete_setup', ['core'], false),
  handler: async () => ({ id: '1', due: null }),
});
const { markdown: _markdown, ...forwardBase } = base('call', ['core'], false);
const forward = defineForwardTool({ ...forwardBase, target: () => ({ name: 'a', args: {} }) });
const tools = [tool('a', ['core']), tool('b', ['core', 'requests'], false), tool('c', ['problems']), setup, forward];

function names(
  selection: Partial<Parameters<ToolCatalog['view']>[0]>,
  offer: ConstructorParameters<typeof ToolCatalog>[1] = { toolsets: ['all'], readOnly: false },
): string {
  const view = new ToolCatalog(tools, offer).view({ toolsets: undefined, readOnly: false, ...selection });
  return view.list.tools.map(({ name }) => name).join();
}

function callable(
  toolsets: Toolset[] | undefined,
  offer: ConstructorParameters<typeof ToolCatalog>[1] = { toolsets: ['core'], readOnly: false },
  more: { readOnly?: boolean; scopes?: readonly string[] } = {},
): string {
  const view = new ToolCatalog(tools, offer).view({ toolsets, readOnly: false, ...more });
  return view.offered.map(({ name }) => name).join();
}

describe('what a connection sees', () => {
  it('is what it asks for, or else what the server shows, in the order of the list', () => {
    expect(names({})).toBe('a,b,c,complete_setup,call');
    expect(names({}, { toolsets: ['core'], readOnly: false })).toBe('a,b,complete_setup,call');
    expect(names({ toolsets: ['problems'] }, { toolsets: ['core'], readOnly: false })).toBe('c,complete_setup');
  });

  it('never is more than the server allows', () => {
    const offer = { toolsets: ['requests'], readOnly: true } as const;

    expect(names({ toolsets: ['requests'] })).toBe('b,complete_setup');
    expect(names({ toolsets: ['all'] }, offer)).toBe('complete_setup');
    expect(names({ toolsets: ['problems'] }, { ...offer, readOnly: false })).toBe('complete_setup');
  });

  it('keeps the set-up in read-only connections, which could not begin without it', () => {
    expect(names({ readOnly: true })).toBe('a,c,complete_setup,call');
  });

  it('is without the tools whose scopes the grant lacks, where its scopes are known', () => {
    const needy = [...tools, { ...tool('d', ['core']), scopes: ['SDPOnDemand.problems.READ'] }];
    const seen = (scopes: readonly string[] | undefined): boolean =>
      new ToolCatalog(needy, { toolsets: ['core'], readOnly: false })
        .view({ toolsets: undefined, readOnly: false, scopes })
        .list.tools.some(({ name }) => name === 'd');

    expect([seen(undefined), seen([]), seen(['SDPOnDemand.requests.ALL'])]).toEqual([true, true, false]);
    expect([seen(['SDPOnDemand.problems.ALL']), seen(['SDPOnDemand.problems.READ'])]).toEqual([true, true]);
  });

  it('is the same object for the same selection, however it was written', () => {
    const catalog = new ToolCatalog(tools, { toolsets: ['all'], readOnly: false });
    const view = (toolsets: Toolset[], scopes: string[] = []) => catalog.view({ toolsets, readOnly: false, scopes });

    expect(view(['requests', 'core'])).toBe(view(['core', 'requests']));
    expect(view(['core'], ['x', 'y'])).toBe(view(['core'], ['y', 'x']));
    expect(view(['core', 'requests']).list.tools[0]).toBe(view(['core']).list.tools[0]);
  });

  it('cannot hold one name twice', () => {
    expect(() => new ToolCatalog([...tools, ...tools], { toolsets: ['all'], readOnly: false })).toThrow('named a');
  });
});

describe('what a connection can call', () => {
  it('is everything where it sees core, listed or not', () => {
    expect(callable(undefined)).toBe('a,b,c,complete_setup');
    expect(callable(['core'])).toBe('a,b,c,complete_setup');
  });

  it('is limited by toolsets without core, of the connection or of the server', () => {
    expect(callable(['problems'])).toBe('c,complete_setup');
    expect(callable(['core'], { toolsets: ['problems'], readOnly: false })).toBe('c,complete_setup');
    expect(callable(undefined, { toolsets: ['problems'], readOnly: false })).toBe('c,complete_setup');
  });

  it('is readers only in a read-only connection, and the tool that reaches them says so', () => {
    expect(callable(undefined, undefined, { readOnly: true })).toBe('a,c,complete_setup');
    const hint = (readOnly: boolean) =>
      new ToolCatalog(tools, { toolsets: ['core'], readOnly: false })
        .view({ toolsets: undefined, readOnly })
        .list.tools.find(({ name }) => name === 'call')?.annotations.readOnlyHint;

    expect([hint(true), hint(false)]).toEqual([true, false]);
  });

  it('is found by name, listed or not', () => {
    const view = new ToolCatalog(tools, { toolsets: ['core'], readOnly: false }).view({
      toolsets: undefined,
      readOnly: true,
    });

    expect([view.find('a')?.name, view.find('b'), view.find('c')?.name]).toEqual(['a', undefined, 'c']);
  });
});

describe('a published tool', () => {
  const [published] = new ToolCatalog(tools, { toolsets: ['all'], readOnly: false }).view({
    toolsets: undefined,
    readOnly: false,
  }).list.tools;

  it('states its arguments as callers write them: defaults are optional, unknown ones refused', () => {
    expect(published!.inputSchema).toEqual({
      type: 'object',
      properties: {
        count: { type: 'integer', minimum: 1, default: 5 },
        who: { anyOf: [{ type: 'string' }, { type: 'null' }] },
      },
      additionalProperties: false,
    });
  });

  it('leaves room for a failure beside its own result, so that strict clients show our sentence', () => {
    expect(published!.outputSchema).toEqual({ type: 'object', properties: { id: { type: 'string' }, due: {} } });
  });

  it('uses neither references nor lists of types, which some clients cannot read', () => {
    const text = JSON.stringify([published!.inputSchema, published!.outputSchema]);

    expect(text).not.toMatch(/"\$ref"|"\$defs"|"\$schema"|"type":\[/);
  });
});
