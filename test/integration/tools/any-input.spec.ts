import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AppError } from '../../../src/common/errors/app.error.js';
import { inputSchema } from '../../../src/mcp/public-schema.js';
import { tools } from '../../../src/mcp/tools/index.js';
import { HOSTILE_TEXTS } from '../../support/hostile-texts.js';
import { namedOperation } from '../../support/named-operation.js';
import { ToolWorld } from './tool-world.js';

let w: ToolWorld;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(() => w.world.renew());
afterAll(() => w.close());

interface Schema {
  readonly type: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
}

/** Texts that reach further into a tool than noise does. */
const TELLING = [
  ...['31200', '#31200', 'RE-31200', '123640000000303037', 'me', 'unassigned', 'open', 'closed', 'High', 'Network'],
  ...['Hardware', 'today', 'last 7 days', '2026-11', 'UTC', 'Europe/Berlin', 'priority', 'created_time', 'technician'],
  ...['udf_fields.udf_char1', 'yes', 'Dana Reyes', 'dana.reyes@example.com', '__proto__', '"', '%00', '../..', ''],
];

function valid(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 100, 10_000) });
    case 'array':
      return fc.array(valid(schema.items ?? { type: 'string' }), { maxLength: 3 });
    case 'object':
      return object(schema);
    default:
      return text(schema);
  }
}

function text({ pattern, maxLength = 100 }: Schema): fc.Arbitrary<string> {
  const hostile = HOSTILE_TEXTS.map(({ html }) => html.slice(0, maxLength));
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...TELLING) },
    { weight: 1, arbitrary: fc.constantFrom(...hostile) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: Math.min(maxLength, 60) }) },
    ...(pattern === undefined ? [] : [{ weight: 4, arbitrary: fc.stringMatching(new RegExp(pattern)) }]),
  );
}

function object({ properties = {}, required = [], additionalProperties }: Schema): fc.Arbitrary<unknown> {
  const known = fc.record(Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, valid(one)])), {
    requiredKeys: [...required],
  });
  if (typeof additionalProperties !== 'object') return known;
  return fc.dictionary(
    fc.constantFrom('udf_char1', 'udf_long1', 'udf_bool1', 'x y', 'toString'),
    valid(additionalProperties),
  );
}

/** Valid arguments with a few of them replaced by anything. */
const bent = (schema: Schema): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.anything(),
    fc
      .tuple(object(schema), fc.dictionary(fc.string({ maxLength: 12 }), fc.jsonValue(), { maxKeys: 3 }))
      .map(([args, more]) => ({ ...(args as object), ...more })),
  );

const sdpTools = tools.filter(({ access }) => access === 'sdp').map((tool) => [tool.name, tool] as const);

describe('whatever arguments a model sends', () => {
  // One seed: a run in CI tells the same every time; change it to look further.
  it.each(sdpTools)('%s answers, or refuses with an error of ours', async (name, { input, annotations }) => {
    const schema = inputSchema(input) as Schema;
    const call = async (args: unknown): Promise<void> => {
      try {
        const { text: words } = await w.call(name, args);
        expect(words.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
        expect((error as AppError).resolution.length).toBeGreaterThan(0);
      }
    };

    await fc.assert(fc.asyncProperty(object(schema), call), { numRuns: 25, seed: 20_261_123 });
    await fc.assert(fc.asyncProperty(bent(schema), call), { numRuns: 25, seed: 20_261_123 });

    if (annotations.readOnlyHint) expect(w.sdp.writes()).toEqual([]);
    const unknown = w.sdp.journal.filter(({ method, path }) => namedOperation(method, path) === undefined);
    expect(unknown).toEqual([]);
  });

  it('no argument reaches the prototype of all objects', async () => {
    const poison =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"udf_fields":{"__proto__":"x"}}';
    for (const [name] of sdpTools) await w.call(name, JSON.parse(poison)).catch(() => undefined);

    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
