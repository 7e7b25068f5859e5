import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AppError } from '../../../src/common/errors/app.error.js';
import { tools } from '../../../src/mcp/tools/index.js';
import type { RequestRow, Row } from '../../simulators/sdp/store/rows.js';
import { ChildTable } from '../../simulators/sdp/store/child-table.js';
import { callsBelow, type SampleCalls } from './calls-below.js';
import { ToolWorld } from './tool-world.js';

let w: ToolWorld;
let request: RequestRow;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(async () => {
  await w.world.renew();
  const { data } = await w.call('create_request', { subject: 'Monitor flickers', requester: 'Ben Carter' });
  request = w.sdp.store.requests.get(data['id'])!;
  await w.world.renew();
});
afterAll(() => w.close());

/** One call of each tool that does all the tool can do; what it needs is made first, and not counted. */
const CALLS: SampleCalls = {
  list_requests: () => ({ status: 'open', technician: 'me', group: 'Network', created_after: 'last week' }),
  search_requests: () => ({ query: 'vpn', all_of: [{ field: 'requester', value: 'Ben Carter' }] }),
  get_request: () => ({ request_id: w.request((r) => r.has_notes && !r.status.in_progress).display_id }),
  get_request_conversation: () => ({ request_id: w.request((r) => r.has_notes).id, include_automatic: true }),
  create_request: () => ({ subject: 'New', category: 'Hardware', technician: 'me' }),
  update_request: () => ({ request_id: request.id, priority: 'High', description: 'x', clear_fields: ['group'] }),
  assign_request: () => ({ request_id: request.id, technician: 'Aisha Khan', group: 'Security' }),
  pickup_request: () => ({ request_id: request.id }),
  close_request: () => ({ request_id: request.id, resolution: 'Done.', closure_code: 'Success' }),
  add_note: () => ({ request_id: request.id, note_content: 'x' }),
  add_private_note: () => ({ request_id: request.id, note_content: 'x' }),
  reply_to_requester: () => ({ request_id: request.id, reply_message: 'x' }),
  send_first_response: () => ({ request_id: request.id, response_message: 'x' }),
  list_technicians: () => ({ search_term: 'a' }),
  get_technician: () => ({ technician_id: 'me' }),
  find_technician: () => ({ search_term: 'Aischa Khann' }),
  get_metadata: () => ({}),
  ...callsBelow(() => ({ w, request })),
  my_queue: () => ({}),
  get_fields: () => ({ module: 'requests' }),
};

const sdpTools = tools.filter(({ access }) => access === 'sdp').map((tool) => [tool.name, tool.annotations] as const);

/** What the portal holds of the request, without the times of writing. */
function state(): string {
  const { notes, sentMails, requests, conversations } = w.sdp.store;
  const { last_updated_time, ...fields } = request;
  void last_updated_time;
  return JSON.stringify([
    { ...fields, resolution: request.resolution?.content, assigned_time: null },
    [notes.of(request.id).length, sentMails.length, requests.size, conversations.of(request.id).length],
    Object.values(w.sdp.store).flatMap((table) => (table instanceof ChildTable ? table.all().map(fieldsOf) : [])),
  ]);
}

/** A row by what it says, without times and the rows around it. */
function fieldsOf(row: Row): unknown {
  return Object.entries(row).filter(([, value]) => ['string', 'boolean'].includes(typeof value));
}

async function prepared(name: string): Promise<Record<string, unknown>> {
  const args = await CALLS[name]!();
  w.sdp.journal.length = 0;
  return args;
}

describe('the hints of a tool', () => {
  it('are tested for every tool there is', () => {
    expect(Object.keys(CALLS).toSorted()).toEqual(sdpTools.map(([name]) => name).toSorted());
  });

  it.each(sdpTools)('%s agree with the HTTP methods that ServiceDesk Plus saw', async (name, hints) => {
    const args = await prepared(name);
    await w.call(name, args);

    const methods = new Set(w.sdp.journal.map(({ method }) => method));
    expect(methods.size).toBeGreaterThan(0);
    expect(hints.readOnlyHint).toBe([...methods].every((method) => method === 'GET'));
    expect(hints.destructiveHint).toBe(methods.has('DELETE'));
    expect(hints.openWorldHint).toBe(true);
    expect(w.sdp.writes().length > 0).toBe(!hints.readOnlyHint);
  });

  it.each(sdpTools)('%s say whether a second equal call changes more', async (name, { idempotentHint }) => {
    const args = await prepared(name);
    await w.call(name, args);
    const once = state();
    // What was deleted once is not found the second time.
    await w.call(name, args).catch((error: unknown) => expect(error).toBeInstanceOf(AppError));

    expect(state() === once).toBe(idempotentHint);
  });
});
