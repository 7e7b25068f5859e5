import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AppError } from '../../../src/common/errors/app.error.js';
import { inputSchema } from '../../../src/mcp/public-schema.js';
import { tools } from '../../../src/mcp/tools/index.js';
import { fitting, type Schema } from '../../fuzz/arguments.js';
import { namedOperation } from '../../support/named-operation.js';
import { ToolWorld } from './tool-world.js';

let w: ToolWorld;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(() => w.world.renew());
afterAll(() => w.close());

/** Valid arguments with a few of them replaced by anything. */
const bent = (schema: Schema): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.anything(),
    fc
      .tuple(fitting(schema, []), fc.dictionary(fc.string({ maxLength: 12 }), fc.jsonValue(), { maxKeys: 3 }))
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

    await fc.assert(fc.asyncProperty(fitting(schema, []), call), { numRuns: 25, seed: 20_261_123 });
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
