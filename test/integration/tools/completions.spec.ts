import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SOURCES } from '../../../src/mcp/completions.js';
import { RECORD_RESOURCES } from '../../../src/mcp/resources/record-resources.js';
import { sdpTool, ToolWorld } from './tool-world.js';

let tools: ToolWorld;
beforeAll(async () => {
  tools = await ToolWorld.start();
});
afterAll(() => tools.close());

describe('values that are proposed', () => {
  it.each(Object.entries(SOURCES))(
    'of %s come from a tool that answers so',
    async (_kind, { tool, args, valuesOf }) => {
      const { data } = await tools.call(tool, args);

      const values = valuesOf(data);

      expect(values.length).toBeGreaterThan(0);
      expect(values.every((value) => value.trim() !== '')).toBe(true);
    },
  );
});

describe('records with an address', () => {
  it.each(RECORD_RESOURCES.map((one) => [one.uriTemplate, one] as const))(
    '%s has a tool that reads it',
    (_uri, one) => {
      const { input, annotations } = sdpTool(one.tool);

      expect(annotations.readOnlyHint).toBe(true);
      expect(input.safeParse({ [one.argument]: '31230' }).success).toBe(true);
    },
  );

  it('are read by the tool for requests', async () => {
    const [request] = RECORD_RESOURCES;
    const { number } = (await tools.call('list_requests', { limit: 1 })).data['requests'][0];

    const { text } = await tools.call(request!.tool, { [request!.argument]: number });

    expect(text).toContain(`# Request ${number}`);
  });

  it('that cannot be found are answered with one of the codes for that', async () => {
    const { code } = await tools.refusal('get_request', { request_id: '99999999' });

    expect(['SDP_NOT_FOUND', 'TICKET_REFERENCE_INVALID']).toContain(code);
  });
});
