import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { Toolset } from '../common/toolsets.js';
import { ToolCatalog } from './tool-catalog.js';
import { defineSdpTool, defineSetupTool, type Tool } from './tools/define-tool.js';

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
    input: z.strictObject({ count: z.int().min(1).default(5), who: z.string().nullable().optional() }),
    output: z.object({ id: z.string(), due: z.string().nullable() }),
    markdown: () => '',
  };
}

const setup = defineSetupTool({
  ...base('complete_setup', ['core'], false),
  handler: async () => ({ id: '1', due: null }),
});
const tools = [tool('a', ['core']), tool('b', ['core', 'requests'], false), tool('c', ['problems']), setup];

function names(
  selection: Partial<Parameters<ToolCatalog['view']>[0]>,
  offer: ConstructorParameters<typeof ToolCatalog>[1] = { toolsets: ['all'], readOnly: false },
): string {
  const view = new ToolCatalog(tools, offer).view({ toolsets: undefined, readOnly: false, ...selection });
  return view.list.tools.map(({ name }) => name).join();
}

describe('what a connection sees', () => {
  it('is what the server offers, in the order of the list', () => {
    expect(names({})).toBe('a,b,c,complete_setup');
    expect(names({}, { toolsets: ['core'], readOnly: false })).toBe('a,b,complete_setup');
  });

  it('is narrowed by the connection and never widened', () => {
    const offer = { toolsets: ['core'], readOnly: true } as const;

    expect(names({ toolsets: ['requests'] })).toBe('b,complete_setup');
    expect(names({ toolsets: ['all'] }, offer)).toBe('a,complete_setup');
    expect(names({ toolsets: ['problems'], readOnly: false }, offer)).toBe('complete_setup');
  });

  it('keeps the set-up in read-only connections, which could not begin without it', () => {
    expect(names({ readOnly: true })).toBe('a,c,complete_setup');
  });

  it('is the same object for the same selection, however it was written', () => {
    const catalog = new ToolCatalog(tools, { toolsets: ['all'], readOnly: false });
    const view = (toolsets: Toolset[]) => catalog.view({ toolsets, readOnly: false });

    expect(view(['requests', 'core'])).toBe(view(['core', 'requests']));
    expect(view(['core', 'requests']).list.tools[0]).toBe(view(['core']).list.tools[0]);
  });

  it('holds the tools that can be called', () => {
    const view = new ToolCatalog(tools, { toolsets: ['core'], readOnly: false }).view({
      toolsets: undefined,
      readOnly: true,
    });

    expect([view.find('a')?.name, view.find('b'), view.find('c')]).toEqual(['a', undefined, undefined]);
  });

  it('cannot hold one name twice', () => {
    expect(() => new ToolCatalog([...tools, ...tools], { toolsets: ['all'], readOnly: false })).toThrow('named a');
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
