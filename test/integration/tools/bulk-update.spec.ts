import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RequestRow } from '../../simulators/sdp/store/rows.js';
import { defaultSettings } from '../../simulators/sdp/settings.js';
import { newRequests } from './new-requests.js';
import { ToolWorld } from './tool-world.js';

let w: ToolWorld;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(async () => {
  Object.assign(w.sdp.settings, defaultSettings());
  await w.world.renew();
  w.onProgress = () => undefined;
});
afterAll(() => w.close());

const stored = (id: string) => w.sdp.store.requests.get(id)!;
const byNumber = (rows: any[]): Record<string, any> => Object.fromEntries(rows.map((row) => [row.number, row]));
const DO_IT = { dry_run: false, confirm: true };

const fresh = (count: number, values: Partial<RequestRow> = {}) => newRequests(w, count, values);
const numbers = (rows: readonly RequestRow[]) => rows.map(({ display_id }) => display_id);

describe('bulk_update_requests, as a preview', () => {
  it('shows what would change on each ticket, in one list call, and changes nothing', async () => {
    const [one, two] = fresh(2, { priority: w.sdp.store.lookup('priorities', 'Low') });
    two!.priority = w.sdp.store.lookup('priorities', 'High');
    const { data, text } = await w.call('bulk_update_requests', {
      request_ids: [one!.display_id, `#${two!.display_id}`, one!.id],
      set: { priority: 'high' },
    });

    expect(byNumber(data['results'])).toMatchObject({
      [one!.display_id]: { result: 'would_change', changes: [{ field: 'priority', before: 'Low', after: 'High' }] },
      [two!.display_id]: { result: 'unchanged', changes: [] },
    });
    expect(data).toMatchObject({ dry_run: true, counts: { would_change: 1, unchanged: 1 } });
    expect(w.world.operations().filter((operation) => operation === 'requests.list')).toHaveLength(1);
    expect(w.sdp.writes()).toEqual([]);
    expect(text).toContain(`call again with dry_run: false and request_ids: ["${one!.display_id}"]`);
  });

  it('names assignment, notes, own fields and closing as well', async () => {
    const [one] = fresh(1);
    const { data } = await w.call('bulk_update_requests', {
      request_ids: [one!.display_id],
      set: { technician: 'Aisha Khan', group: 'security', udf_fields: { udf_char1: 'PC-1' }, due_by: '2026-12-01' },
      note: 'Part of the outage',
      close: {},
    });

    expect(data['results'][0].changes).toEqual([
      { field: 'group', after: 'Security' },
      { field: 'technician', after: 'Aisha Khan' },
      { field: 'due_by', after: '2026-12-01T23:59:00Z' },
      { field: 'Asset Tag (udf_char1)', after: 'PC-1' },
      { field: 'note', after: 'added, private' },
      { field: 'status', before: 'Open', after: 'closed' },
    ]);
  });

  it('finds what a filter finds, the oldest hundred, and says how many more there are', async () => {
    fresh(130, { group: w.sdp.store.lookup('groups', 'Field Support'), subject: 'Many' });
    const { data, text } = await w.call('bulk_update_requests', {
      filter: { group: 'field support', status: 'open', created_after: 'today' },
      set: { urgency: 'High' },
    });

    expect(data['results']).toHaveLength(100);
    expect(data['more_matching']).toBeGreaterThanOrEqual(30);
    expect(text).toContain('more match; only the first 100 were taken');
  });

  it('says which tickets are not there', async () => {
    const [one] = fresh(1);
    const { data } = await w.call('bulk_update_requests', {
      request_ids: [one!.display_id, '999999'],
      set: { urgency: 'High' },
    });

    expect(byNumber(data['results'])['999999']).toMatchObject({ result: 'refused', code: 'SDP_NOT_FOUND' });
  });

  it.each([
    ['no tickets', { set: { urgency: 'High' } }, 'INVALID_ARGUMENTS', /request_ids or a filter/],
    [
      'tickets named in two ways',
      { request_ids: ['1'], filter: { status: 'open' }, note: 'x' },
      'INVALID_ARGUMENTS',
      /request_ids or a filter/,
    ],
    ['an empty filter', { filter: {}, note: 'x' }, 'INVALID_ARGUMENTS', /request_ids or a filter/],
    ['a filter that matches everything', { filter: { status: 'all' }, note: 'x' }, 'INVALID_ARGUMENTS', /Narrow/],
    ['nothing to change', { request_ids: ['1'] }, 'INVALID_ARGUMENTS', /set, note or close/],
    ['an unknown value', { request_ids: ['31230'], set: { urgency: 'Hihg' } }, 'UNKNOWN_NAME', /High/],
    [
      'an unknown closure code',
      { request_ids: ['31230'], close: { closure_code: 'Duplicate' } },
      'UNKNOWN_NAME',
      /Success/,
    ],
    [
      'a filter instead of what was agreed to',
      { filter: { status: 'open' }, note: 'x', dry_run: false, confirm: true },
      'INVALID_ARGUMENTS',
      /request_ids of the/,
    ],
    [
      'more than 100 tickets',
      { request_ids: Array.from({ length: 101 }, (_, i) => String(i + 1)), note: 'x' },
      'INVALID_ARGUMENTS',
      /100/,
    ],
  ])('answers %s with what would be right', async (_what, args, code, hint) => {
    const refusal = await w.refusal('bulk_update_requests', args);

    expect(refusal.code).toBe(code);
    expect(`${refusal.message} ${refusal.resolution}`).toMatch(hint);
    expect(w.sdp.writes()).toEqual([]);
  });
});

describe('bulk_update_requests, for real', () => {
  it("asks for the person's word first, with the preview", async () => {
    const rows = fresh(2);
    const refusal = await w.refusal('bulk_update_requests', {
      request_ids: numbers(rows),
      set: { technician: 'me' },
      dry_run: false,
    });

    expect(refusal.code).toBe('CONFIRMATION_REQUIRED');
    expect(refusal.message).toContain('Change 2 requests');
    expect(refusal.excerpt?.text).toContain('technician: Dana Reyes');
    expect(w.sdp.writes()).toEqual([]);
  });

  it('sets fields, adds the note and closes, each ticket with its result, and tells its progress', async () => {
    const rows = fresh(6);
    const heard: [number, number | undefined][] = [];
    w.onProgress = (done, total) => heard.push([done, total]);
    const { data } = await w.call('bulk_update_requests', {
      request_ids: numbers(rows),
      set: { technician: 'me', urgency: 'High' },
      note: 'Mail server is back.',
      close: { resolution: 'Restarted the mail server.', closure_code: 'success' },
      ...DO_IT,
    });

    expect(data['counts']).toEqual({ would_change: 0, done: 6, unchanged: 0, refused: 0, unknown: 0, not_tried: 0 });
    for (const { id } of rows) {
      expect(stored(id)).toMatchObject({
        status: { name: 'Closed' },
        technician: { name: 'Dana Reyes' },
        urgency: { name: 'High' },
        closure_info: { closure_code: { name: 'Success' } },
      });
      expect(w.sdp.store.notes.of(id).map(({ show_to_requester }) => show_to_requester)).toEqual([false]);
    }
    expect(heard).toEqual([1, 2, 3, 4, 5, 6].map((done) => [done, 6]));
  });

  it('does nothing twice when the same call is repeated', async () => {
    const rows = fresh(3);
    const args = {
      ...{ request_ids: numbers(rows), set: { urgency: 'Low' }, note: 'Same cause.', close: { resolution: 'Done.' } },
      ...DO_IT,
    };
    await w.call('bulk_update_requests', args);
    const before = w.sdp.writes().length;
    const { data } = await w.call('bulk_update_requests', args);

    expect(data['counts']).toMatchObject({ done: 0, unchanged: 3 });
    expect(w.sdp.writes()).toHaveLength(before);
  });

  it('goes on after a refusal, and says why each was refused', async () => {
    const [good, closed, other] = fresh(3);
    closed!.status = w.sdp.store.status('Closed');
    const { data } = await w.call('bulk_update_requests', {
      request_ids: numbers([good!, closed!, other!]),
      set: { urgency: 'High' },
      ...DO_IT,
    });
    const results = byNumber(data['results']);

    expect(results[good!.display_id].result).toBe('done');
    expect(results[other!.display_id].result).toBe('done');
    expect(results[closed!.display_id]).toMatchObject({ result: 'refused', code: 'SDP_REQUEST_CLOSED' });
    expect(results[closed!.display_id].reason).toContain('Open it again first');
  });

  it('begins no other ticket after a refusal when it is to stop, and lists what is left', async () => {
    const rows = fresh(20);
    rows[0]!.status = w.sdp.store.status('Closed');
    const { data, text } = await w.call('bulk_update_requests', {
      request_ids: numbers(rows),
      set: { urgency: 'High' },
      on_error: 'stop',
      ...DO_IT,
    });
    const { counts } = data as { counts: Record<string, number> };

    expect(counts['refused']).toBe(1);
    expect(counts['not_tried']).toBeGreaterThanOrEqual(20 - 8);
    expect(w.sdp.writes().length).toBe(counts['done']);
    expect(text).toContain('To go on, call again with request_ids:');
  });

  it('says what had been done on a ticket whose closing was refused', async () => {
    w.sdp.settings.closing = { technician: false, closureCode: true, resolution: 'optional' };
    const rows = fresh(1);
    const { data } = await w.call('bulk_update_requests', {
      request_ids: numbers(rows),
      set: { urgency: 'High' },
      close: { resolution: 'Done.' },
      ...DO_IT,
    });

    expect(data['results'][0]).toMatchObject({
      result: 'refused',
      code: 'SDP_MANDATORY_MISSING',
      changes: [{ field: 'urgency', after: 'High' }],
    });
    expect(data['results'][0].reason).toContain('The resolution was stored.');
    expect(data['results'][0].reason).toContain('closure_code (Cancelled');
  });

  it('ends in time and lists what it did not reach; calling again with those finishes', async () => {
    const rows = fresh(40);
    w.onProgress = () => w.world.clock.advance(2_000);
    const args = { set: { urgency: 'Urgent' }, ...DO_IT };
    const first = await w.call('bulk_update_requests', { request_ids: numbers(rows), ...args });
    const left = first.data['results'].filter(({ result }: any) => result === 'not_tried').map((r: any) => r.number);
    w.onProgress = () => undefined;
    const second = await w.call('bulk_update_requests', { request_ids: left, ...args });

    expect(first.data['counts'].done + left.length).toBe(40);
    expect(left.length).toBeGreaterThan(15);
    expect(second.data['counts']).toMatchObject({ done: left.length, not_tried: 0 });
    expect(rows.every(({ id }) => stored(id).urgency?.name === 'Urgent')).toBe(true);
  });

  it('says that it is not known what became of a ticket whose change was sent and lost', async () => {
    const rows = fresh(2);
    w.world.spoil({ kind: 'reset' }, 1, ({ method }) => method === 'PUT');
    const { data, text } = await w.call('bulk_update_requests', {
      request_ids: numbers(rows),
      set: { urgency: 'High' },
      ...DO_IT,
    });

    expect(data['counts']).toMatchObject({ done: 1, unknown: 1 });
    expect(text).toContain('not known whether it was done');
  });

  it('works on at most four tickets at a time', async () => {
    const rows = fresh(12);
    let running = 0;
    let most = 0;
    const api = w.world.factory.for.bind(w.world.factory);
    w.world.factory.for = (...args) => {
      const sdp = api(...args);
      const update = sdp.requests.update.bind(sdp.requests);
      sdp.requests.update = async (...given) => {
        most = Math.max(most, (running += 1));
        return update(...given).finally(() => (running -= 1));
      };
      return sdp;
    };
    await w.call('bulk_update_requests', { request_ids: numbers(rows), set: { urgency: 'High' }, ...DO_IT });

    expect(most).toBe(4);
  });

  it('stops when ServiceDesk Plus asks to slow down for long, and says when to go on', async () => {
    const rows = fresh(10);
    w.world.spoil(
      { kind: 'status', status: 429, body: 'json', headers: { 'Retry-After': '120' } },
      Infinity,
      ({ method }) => method === 'PUT',
    );
    const { data, text } = await w.call('bulk_update_requests', {
      request_ids: numbers(rows),
      set: { urgency: 'High' },
      ...DO_IT,
    });

    expect(data['counts']).toMatchObject({ done: 0, not_tried: 10 });
    expect(data['retry_after_seconds']).toBeGreaterThan(60);
    expect(text).toMatch(/To go on in \d+ seconds/);
  });
});
