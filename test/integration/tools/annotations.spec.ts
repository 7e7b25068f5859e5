import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AppError } from '../../../src/common/errors/app.error.js';
import type { SdpTool } from '../../../src/mcp/tools/define-tool.js';
import { tools } from '../../../src/mcp/tools/index.js';
import { stateOf } from '../../support/store-state.js';
import { sampleArguments } from './sample-arguments.js';
import { ToolWorld } from './tool-world.js';

let w: ToolWorld;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(() => w.world.renew());
afterAll(() => w.close());

const sdpTools = tools
  .filter((tool): tool is SdpTool => tool.access === 'sdp')
  .map((tool) => [tool.name, tool] as const);

/** Tools that delete what another tool brings back. */
const CAN_BE_BROUGHT_BACK = new Set(['delete_request']);
/** Tools that lose something without a DELETE. */
const LOSE_OTHERWISE = new Set(['merge_requests']);

describe('the hints of a tool', () => {
  it.each(sdpTools)('%s agree with the HTTP methods that ServiceDesk Plus saw', async (name, tool) => {
    const args = await sampleArguments(w, tool);
    await w.world.renew();
    await w.call(name, args);

    const { readOnlyHint, destructiveHint, openWorldHint } = tool.annotations;
    const methods = new Set(w.sdp.journal.map(({ method }) => method));
    const loses = methods.has('DELETE') ? !CAN_BE_BROUGHT_BACK.has(name) : LOSE_OTHERWISE.has(name);
    expect(methods.size).toBeGreaterThan(0);
    expect(readOnlyHint).toBe([...methods].every((method) => method === 'GET'));
    expect(destructiveHint).toBe(loses);
    expect(openWorldHint).toBe(true);
    expect(w.sdp.writes().length > 0).toBe(!readOnlyHint);
  });

  it.each(sdpTools)('%s say whether a second equal call changes more', async (name, tool) => {
    const args = await sampleArguments(w, tool);
    await w.call(name, args);
    const once = stateOf(w.sdp.store);
    try {
      await w.call(name, args);
    } catch (error) {
      // What is deleted cannot be deleted again, and a refusal changes nothing.
      expect(error).toBeInstanceOf(AppError);
    }

    expect(stateOf(w.sdp.store) === once).toBe(tool.annotations.idempotentHint);
  });
});
