import { describe, expect, it } from '@jest/globals';
import { readCaller } from '../oauth/caller.js';
import type { Connection } from '../token/connection.js';
import { MCP_LIMITS } from './mcp-limits.js';
import { ToolCatalog } from './tool-catalog.js';
import { ToolFinder } from './tool-finder.js';
import { tools } from './tools/index.js';

const caller = readCaller({}, new URLSearchParams());
const finder = (peek: () => Promise<Connection | undefined>): ToolFinder =>
  new ToolFinder({
    catalog: new ToolCatalog(tools, { toolsets: ['core'], readOnly: false }),
    setup: { peek },
    limits: { ...MCP_LIMITS, glanceMs: 20 },
  });
const namesIn = async (peek: () => Promise<Connection | undefined>): Promise<string[]> =>
  (await finder(peek).viewOf(caller)).list.tools.map(({ name }) => name);

describe('the tools a caller sees', () => {
  it('are those their grant covers', async () => {
    const names = await namesIn(async () => ({ scopes: ['SDPOnDemand.requests.READ'] }) as unknown as Connection);

    expect(names).toEqual(expect.arrayContaining(['check_auth_status', 'list_requests', 'search_tools']));
    expect(names).not.toEqual(expect.arrayContaining(['create_request']));
  });

  it('are all while nobody can tell what it covers, without a long wait', async () => {
    const all = await namesIn(async () => undefined);

    await expect(namesIn(() => new Promise(() => undefined))).resolves.toEqual(all);
    expect(all).toEqual(expect.arrayContaining(['create_request']));
  });
});
