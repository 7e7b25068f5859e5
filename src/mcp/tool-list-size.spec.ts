import { describe, expect, it } from '@jest/globals';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { ToolCatalog } from './tool-catalog.js';
import { tools } from './tools/index.js';

const MOST_TOOLS = 28;
const MOST_TOKENS = 12_000;
const MOST_TOKENS_OF_ONE = 1_000;

/** What is for daily work; all else is reached by search_tools and call_tool. */
const CORE = [
  'add_note',
  'add_private_note',
  'assign_request',
  'bulk_update_requests',
  'call_tool',
  'check_auth_status',
  'close_request',
  'complete_setup',
  'create_request',
  'decide_approval',
  'find_similar',
  'find_technician',
  'get_metadata',
  'get_request',
  'get_request_conversation',
  'get_technician',
  'list_approvals',
  'list_requests',
  'list_technicians',
  'log_time',
  'my_queue',
  'pickup_request',
  'read_attachment',
  'reply_to_requester',
  'search_requests',
  'search_tools',
  'send_first_response',
  'update_request',
];

const catalog = new ToolCatalog(tools, { toolsets: ['core'], readOnly: false });
const { list } = catalog.view({ toolsets: undefined, readOnly: false });
const cost = (value: unknown): number => countTokens(JSON.stringify(value));

describe('the list of tools that a client shows its model by default', () => {
  it(`holds nothing but the ${MOST_TOOLS} tools for daily work`, () => {
    expect(CORE).toHaveLength(MOST_TOOLS);
    expect(list.tools.map(({ name }) => name).filter((name) => !CORE.includes(name))).toEqual([]);
  });

  it(`costs less than ${MOST_TOKENS} tokens`, () => {
    const tokens = cost(list);
    const most = list.tools.map((tool) => [cost(tool), tool.name] as const).toSorted(([a], [b]) => b - a);
    process.stdout.write(
      `tools/list: ${tokens} tokens for ${list.tools.length} tools, ${MOST_TOKENS - tokens} left; ` +
        `most for ${most
          .slice(0, 5)
          .map(([of, name]) => `${name} ${of}`)
          .join(', ')}\n`,
    );

    expect(tokens).toBeLessThan(MOST_TOKENS);
    expect(most.filter(([of]) => of > MOST_TOKENS_OF_ONE)).toEqual([]);
  });
});
