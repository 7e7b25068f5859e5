import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';
import { inputSchema } from '../../../src/mcp/public-schema.js';
import { ToolCatalog } from '../../../src/mcp/tool-catalog.js';
import type { SdpTool } from '../../../src/mcp/tools/define-tool.js';
import { tools } from '../../../src/mcp/tools/index.js';
import { parseArguments } from '../../../src/mcp/tool-arguments.js';
import { multiply } from '../../support/many-rows.js';
import { ALL_SCOPES } from '../sdp-api/sdp-world.js';
import { rowsOf, sampleArguments } from './sample-arguments.js';
import { type Answer, ToolWorld } from './tool-world.js';

let w: ToolWorld;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(() => w.world.renew());
afterAll(() => w.close());

const sdpTools = tools.filter((tool): tool is SdpTool => tool.access === 'sdp');
const named = (some: readonly SdpTool[]) => some.map((tool) => [tool.name, tool] as const);

const { list } = new ToolCatalog(tools, { toolsets: ['all'], readOnly: false }).view({
  toolsets: undefined,
  readOnly: false,
});

interface Schema {
  readonly type?: string;
  readonly items?: Schema;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
}

describe('every tool', () => {
  it.each(named(sdpTools))('%s answers in the form it publishes', async (name, tool) => {
    const { data, text } = await w.call(name, await sampleArguments(w, tool));
    const published = list.tools.find((one) => one.name === name)!.outputSchema;

    // As clients of the SDK check it, after the trip through JSON.
    const validate = new AjvJsonSchemaValidator().getValidator(published);
    expect(validate(JSON.parse(JSON.stringify(data)))).toMatchObject({ valid: true });
    expect(text.length).toBeGreaterThan(10);
  });

  it.each(named(sdpTools))('%s refuses what it does not know before anything is sent', async (name, tool) => {
    const args = await sampleArguments(w, tool);
    await w.world.renew();
    for (const wrong of [{ ...args, no_such_field: 'x' }, ...withUnknownInside(tool, args)]) {
      const refusal = await w.refusal(name, wrong);

      expect(refusal.code).toBe('INVALID_ARGUMENTS');
      expect(refusal.message).toContain('no_such_field');
    }
    expect(w.sdp.journal).toEqual([]);
  });

  it.each(named(sdpTools))('%s says which scope is missing and how to get it', async (name, tool) => {
    const args = await sampleArguments(w, tool);
    const { byModule = {}, of } = tool.moduleScopes ?? {};
    const module = of?.(parseArguments(tool.input, args, { arrayElements: 2_000, depth: 32 }));
    for (const scope of [...tool.scopes, ...((module !== undefined && byModule[module]) || [])]) {
      await w.world.renew();
      w.world.scopes = allBut(scope);
      const outcome = await w.call(name, args).catch((error: unknown) => error);
      // What needs several scopes may do the rest of its work, and then names the part that is missing.
      if (!(outcome instanceof Error)) {
        expect((outcome as Answer).text).toMatch(SAYS_OTHERWISE[name] ?? scope);
        continue;
      }
      expect(outcome).toMatchObject({
        code: 'SDP_SCOPE_MISSING',
        message: expect.stringMatching(EITHER.test(scope) ? EITHER : scope),
        resolution: expect.stringMatching(/grant token .* plus SDPOnDemand\./),
      });
      expect(w.world.tokens.renewals).toEqual([]);
    }
  });
});

/** What a tool says in place of the scope's name when it found another way to a part of its answer. */
const SAYS_OTHERWISE: Readonly<Record<string, string>> = {
  get_metadata: 'the portal does not show you the whole list',
};

/** Arguments with an unknown field inside each object they may hold. */
function withUnknownInside(tool: SdpTool, args: object): object[] {
  const { properties = {} } = inputSchema(tool.input) as Schema;
  return Object.entries(properties).flatMap(([key, schema]) => {
    const inner = schema.type === 'array' ? schema.items : schema;
    if (inner?.type !== 'object' || inner.additionalProperties !== false) return [];
    const unknown = { no_such_field: 'x' };
    return [{ ...args, [key]: schema.type === 'array' ? [unknown] : unknown }];
  });
}

/** Parts of SDP that either of two scopes opens (seen in use: which one differs by portal). */
const EITHER = /SDPOnDemand\.(?:users|technicians)\./;

/** Every scope a token can have but this one. */
function allBut(scope: string): string[] {
  return ALL_SCOPES.flatMap((one) =>
    one.endsWith('.ALL') ? ['READ', 'CREATE', 'UPDATE', 'DELETE'].map((verb) => one.replace(/ALL$/, verb)) : [one],
  ).filter((one) => one !== scope && !(EITHER.test(scope) && EITHER.test(one)));
}

const ROWS = 1_010;

/** Lists that end earlier by design and say so: nobody reads a thread of a thousand mails. */
const ENDS_EARLIER = new Set(['get_request_conversation']);

const listTools = sdpTools.filter(
  ({ name, input, output }) => 'page' in output.shape && 'start_index' in input.shape && !ENDS_EARLIER.has(name),
);

describe('every list', () => {
  it.each(named(listTools))('%s comes to its end over 1,000 rows', async (name, tool) => {
    const args = await sampleArguments(w, tool);
    const first = rowsOf((await w.call(name, args)).data)[0];
    if (first === undefined) throw new Error(`${name} lists nothing: sample-arguments.ts must make a row`);
    multiply(w.sdp.store, first.id, ROWS);
    await w.world.renew();

    const { maximum = 100 } = (inputSchema(tool.input) as Schema).properties?.['limit'] ?? {};
    const seen: string[] = [];
    let next: number | undefined = 1;
    let whole = true;
    while (next !== undefined) {
      const { data } = await w.call(name, { ...args, limit: maximum, start_index: next });
      const rows = rowsOf(data);
      const page = data['page'] as {
        start_index: number;
        returned: number;
        has_more: boolean;
        next_start_index?: number;
      };

      expect(page).toMatchObject({ start_index: next, returned: rows.length });
      expect(page.has_more).toBe(page.next_start_index !== undefined);
      if (page.has_more) expect(page.next_start_index).toBe(next + rows.length);
      seen.push(...rows.map(({ id }) => id));
      next = page.next_start_index;
      // A list that adds up what it holds may stop at 1,000 rows when it says so.
      whole &&= data['complete'] !== false;
      if (seen.length > 20 * ROWS) throw new Error(`${name} does not come to an end`);
    }
    expect(seen.length).toBeGreaterThanOrEqual(whole ? ROWS : 1_000);
    expect(new Set(seen).size).toBe(seen.length);
  });
});
