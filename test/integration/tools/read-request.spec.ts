import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RequestRow } from '../../simulators/sdp/store/rows.js';
import { ToolWorld } from './tool-world.js';

let w: ToolWorld;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(() => w.world.renew());
afterAll(() => w.close());

describe('get_request', () => {
  it.each([
    ['its number', (r: RequestRow) => r.display_id],
    ['its number as a JSON number', (r: RequestRow) => Number(r.display_id)],
    ['a hash and its number', (r: RequestRow) => `#${r.display_id}`],
    ['RE- and its number', (r: RequestRow) => `RE-${r.display_id}`],
    ['its long id', (r: RequestRow) => r.id],
    ['a link to it', (r: RequestRow) => `${w.sdp.url}/app/itdesk/ui/requests/${r.id}/details`],
  ])('takes %s', async (_how, reference) => {
    const request = w.openRequest();
    const { data } = await w.call('get_request', { request_id: reference(request) });

    expect(data).toMatchObject({ number: request.display_id, id: request.id });
  });

  it('shows what a person would look at first, with names and both ids', async () => {
    const request = w.request(
      (r) =>
        r.category !== null &&
        r.technician !== null &&
        r.status.in_progress &&
        (r.due_by_time ?? Infinity) < w.world.clock.nowMs() &&
        !r.status.stop_timer,
    );
    const { data, text } = await w.call('get_request', { request_id: request.display_id });

    expect(data).toMatchObject({
      subject: request.subject,
      status: request.status.name,
      finished: false,
      overdue: true,
      overdue_by: expect.stringMatching(/^\d+ (?:hour|day|minute)s?$/),
      category: request.category?.name,
      requester: { name: request.requester.name, email: request.requester.email_id },
      technician: { name: request.technician?.name },
      url: `${w.sdp.url}/app/itdesk/ui/requests/${request.id}/details`,
      missing_parts: [],
    });
    expect(text).toContain(`# Request ${request.display_id}: `);
    expect(text).toMatch(/overdue by \d+/);
  });

  it('shows the resolution of a finished request', async () => {
    const request = w.request((r) => r.status.internal_name === 'Closed' && r.resolution !== null);
    const { data } = await w.call('get_request', { request_id: request.display_id });

    expect(data['finished']).toBe(true);
    expect(data['resolution'].untrusted_text.length).toBeGreaterThan(10);
  });

  it('shows the last mails and notes, cut, and says where the rest is', async () => {
    const { data: made } = await w.call('create_request', { subject: 'Much was said', requester: 'Ben Carter' });
    for (let index = 1; index <= 5; index += 1) {
      w.world.clock.advance(60_000);
      await w.call('add_note', { request_id: made['id'], note_content: `note ${index} ${'word '.repeat(1_000)}` });
    }
    const { data, text } = await w.call('get_request', { request_id: made['id'] });

    const { entries, total } = data['conversation'];
    expect(entries.map(({ text: said }: any) => said.untrusted_text.slice(0, 6))).toEqual([
      'note 3',
      'note 4',
      'note 5',
    ]);
    expect(entries.every(({ text: said }: any) => said.untrusted_text.length <= 1_200)).toBe(true);
    expect(total).toBe(5);
    expect(text).toContain('**Last 3 of 5 mails and notes**');
    expect(text).toContain('get_request_conversation has all 5');
  });

  it('shows open tasks, time worked, approvals and files', async () => {
    const { data: made } = await w.call('create_request', { subject: 'New colleague' });
    const id = made['id'];
    const { data: done } = await w.call('create_task', { id, title: 'Order laptop' });
    await w.call('update_task', { task_id: done['id'], status: 'Closed' });
    await w.call('create_task', { id, title: 'Make account', owner: 'me' });
    await w.call('log_time', { id, time: '1h30' });
    await w.call('request_approval', { id, levels: [['Aisha Khan']] });
    await w.call('add_attachment', { id, name: 'form.txt', content_base64: 'YQ==' });
    const { data, text } = await w.call('get_request', { request_id: id });

    expect(data).toMatchObject({
      open_tasks: { open: 1, total: 2, tasks: [{ title: 'Make account', owner: 'Dana Reyes' }] },
      time_worked: { minutes: 90, entries: 1 },
      approvals: [{ level: 1, state: 'pending', approvals: [{ approver: { name: 'Aisha Khan' } }] }],
      attachments: [{ name: 'form.txt', size_bytes: 1, id: expect.any(String) }],
      missing_parts: [],
    });
    expect(text).toContain('Tasks: 1 open of 2');
    expect(text).toContain('**Time worked**: 1 h 30 min in 1 entry.');
    expect(text).toContain('Level 1 (pending): Aisha Khan');
  });

  it('reads what is asked for and nothing else', async () => {
    const request = w.openRequest();
    await w.call('get_request', { request_id: request.id });
    w.sdp.journal.length = 0;
    const { data } = await w.call('get_request', { request_id: request.id, include: [] });

    expect(w.world.operations()).toEqual(['requests.get']);
    expect(data).not.toHaveProperty('conversation');

    await w.call('update_request', { request_id: request.id, priority: 'Low' });
    await w.call('update_request', { request_id: request.id, priority: 'High' });
    const { data: withHistory, text } = await w.call('get_request', { request_id: request.id, include: ['history'] });
    expect(withHistory['history'][0]).toMatchObject({
      by: 'Dana Reyes',
      changes: [{ field: 'priority', from: 'Low', to: 'High' }],
    });
    expect(text).toContain('priority Low → High');
  });

  it('spares calls that the request itself says are needless, and makes no more than a dozen', async () => {
    const { data: made } = await w.call('create_request', { subject: 'Bare' });
    await w.world.renew();
    await w.call('get_request', { request_id: made['id'] });
    expect(w.world.operations().toSorted()).toEqual(
      [
        'requests.get',
        'requests.get',
        'requests.conversations.list',
        'requests.tasks.list',
        'requests.worklogs.list',
      ].toSorted(),
    );

    for (const request of w.sdp.store.liveRequests().slice(0, 40)) {
      await w.world.renew();
      const { text, data } = await w.call('get_request', { request_id: request.display_id });
      expect(w.sdp.journal.length).toBeLessThanOrEqual(12);
      expect(text.length + JSON.stringify(data).length).toBeLessThan(60_000);
    }
  });

  it('costs a model less than 1,200 tokens for nine requests of ten', async () => {
    const costs: number[] = [];
    for (const request of w.sdp.store.liveRequests().slice(0, 60)) {
      const { text } = await w.call('get_request', { request_id: request.id });
      costs.push(countTokens(text));
    }
    const sorted = costs.toSorted((a, b) => a - b);

    expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThan(1_200);
    expect(sorted.at(-1)).toBeLessThan(2_500);
  });

  it('says how much time is left while the clock runs', async () => {
    const request = w.openRequest();
    request.due_by_time = w.world.clock.nowMs() + 3 * 3_600_000;
    const { data, text } = await w.call('get_request', { request_id: request.id });

    expect(data['due_in']).toBe('3 hours');
    expect(text).toContain('due in 3 hours');
  });

  it('names parts that the portal refuses or does not have, and answers the rest', async () => {
    const request = w.openRequest();
    Object.assign(w.sdp.settings.operations, {
      'requests.tasks': 'forbidden',
      'requests.worklogs': 'missing',
      'requests.history': 'missing',
    });
    const { data } = await w.call('get_request', {
      ...{ request_id: request.id, include: ['conversation', 'tasks', 'worklogs', 'history'] },
    });
    for (const name of ['tasks', 'worklogs', 'history']) delete w.sdp.settings.operations[`requests.${name}`];

    expect(data['subject']).toBe(request.subject);
    expect(data['missing_parts'].map(({ part, code }: any) => [part, code]).toSorted()).toEqual([
      ['history', 'SDP_NOT_OFFERED'],
      ['tasks', 'SDP_FORBIDDEN'],
      ['worklogs', 'SDP_NOT_FOUND'],
    ]);
  });

  it('names a part that SDP refuses, and answers the rest', async () => {
    const request = w.request((r) => r.has_notes);
    w.sdp.settings.operations['requests.notes.list'] = 'forbidden';
    const { data, text } = await w.call('get_request', { request_id: request.display_id });
    delete w.sdp.settings.operations['requests.notes.list'];

    expect(data['subject']).toBe(request.subject);
    expect(data['missing_parts']).toEqual([expect.objectContaining({ part: 'notes', code: 'SDP_FORBIDDEN' })]);
    expect(text).toContain('Not available: notes');
  });

  it('cuts a long description and says how much is left', async () => {
    const request = w.openRequest();
    const before = request.description;
    request.description = `<p>${'word '.repeat(10_000)}</p>`;
    const { data, text } = await w.call('get_request', { request_id: request.display_id });
    request.description = before;

    expect(data['description'].untrusted_text.length).toBeLessThanOrEqual(16_000);
    expect(data['description'].characters_left).toBeGreaterThan(30_000);
    expect(text).toMatch(/\(cut, 3\d{4} characters left\)/);
  });

  it.each([
    ['99999999', 'SDP_NOT_FOUND'],
    ['123640000000999999', 'SDP_NOT_FOUND'],
    ['the printer ticket', 'TICKET_REFERENCE_INVALID'],
    ['../../portals', 'TICKET_REFERENCE_INVALID'],
  ])('refuses %s with %s', async (reference, code) => {
    expect((await w.refusal('get_request', { request_id: reference })).code).toBe(code);
  });
});

describe('get_request_conversation', () => {
  const answered = (): RequestRow =>
    w.request((r) => w.sdp.store.conversations.of(r.id).filter(({ type }) => !/Ack|Notify/.test(type)).length >= 2);

  it('puts mails and notes in time order and marks what is private', async () => {
    const request = answered();
    await w.call('add_note', { request_id: request.id, note_content: 'for us' });
    w.world.clock.advance(60_000);
    await w.call('add_note', { request_id: request.id, note_content: 'for all', is_public: true });
    const { data, text } = await w.call('get_request_conversation', { request_id: request.id });

    const times = data['entries'].map(({ at }: any) => Date.parse(at));
    expect(times).toEqual(times.toSorted((a: number, b: number) => a - b));
    expect(data['entries'].slice(-2)).toMatchObject([
      { kind: 'private_note', from: 'Dana Reyes', text: { untrusted_text: 'for us' } },
      { kind: 'public_note', from: 'Dana Reyes', text: { untrusted_text: 'for all' } },
    ]);
    expect(text).toMatch(/Private note\*\* from Dana Reyes/);
  });

  it('cuts quoted mail and signatures, counts them, and shows them when asked', async () => {
    const request = answered();
    const short = await w.call('get_request_conversation', { request_id: request.id });
    const long = await w.call('get_request_conversation', { request_id: request.id, include_quoted: true });

    const size = ({ data }: typeof short, key: string): number =>
      data['entries'].reduce((sum: number, { text }: any) => sum + (text?.[key]?.length ?? text?.[key] ?? 0), 0);
    expect(size(short, 'quoted_characters_cut')).toBeGreaterThan(100);
    expect(size(long, 'quoted_characters_cut')).toBe(0);
    expect(size(long, 'untrusted_text')).toBeGreaterThan(size(short, 'untrusted_text') + 100);
    expect(short.text).toContain('include_quoted: true shows them');
  });

  it('leaves automatic mails out, counts them, and shows them when asked', async () => {
    const request = answered();
    const automatic = w.sdp.store.conversations
      .of(request.id)
      .filter(({ type }) => /Ack|Notify|Intimation/.test(type)).length;
    const without = await w.call('get_request_conversation', { request_id: request.id });
    const all = await w.call('get_request_conversation', { request_id: request.id, include_automatic: true });

    expect(automatic).toBeGreaterThan(0);
    expect(without.data['automatic_left_out']).toBe(automatic);
    expect(all.data['page'].total).toBe(without.data['page'].total + automatic);
  });

  it('pages from the newest entries to the oldest, without a gap, reading texts for the page alone', async () => {
    const { data: created } = await w.call('create_request', { subject: 'A long thread' });
    for (let index = 1; index <= 5; index += 1) {
      w.world.clock.advance(60_000);
      await w.call('reply_to_requester', { request_id: created['id'], reply_message: `mail ${index}` });
    }
    await w.world.renew();
    const first = await w.call('get_request_conversation', { request_id: created['id'], limit: 2 });
    const texts = (): number =>
      w.sdp.journal.filter(({ operation }) => operation === 'requests.notifications.get').length;
    const read = texts();
    const second = await w.call('get_request_conversation', {
      request_id: created['id'],
      limit: 2,
      start_index: first.data['page'].next_start_index,
    });

    const shown = ({ data }: typeof first): string[] => data['entries'].map(({ text }: any) => text.untrusted_text);
    expect([...shown(second), ...shown(first)]).toEqual(['mail 2', 'mail 3', 'mail 4', 'mail 5']);
    expect(first.text).toContain('call again with start_index 3');
    expect(read).toBe(2);
  });

  it.each(['notifications', 'inline'] as const)('reads texts that come as %s', async (bodies) => {
    const request = answered();
    w.sdp.settings.conversationBodies = bodies;
    const { data } = await w.call('get_request_conversation', { request_id: request.id });
    w.sdp.settings.conversationBodies = 'notifications';

    expect(data['entries'].every(({ text }: any) => text.untrusted_text.length > 0)).toBe(true);
  });

  it('shows the notes where conversations cannot be read, and says so', async () => {
    const request = w.request((r) => r.has_notes);
    w.sdp.settings.operations['requests.conversations.list'] = 'missing';
    const { data } = await w.call('get_request_conversation', { request_id: request.id });
    delete w.sdp.settings.operations['requests.conversations.list'];

    expect(data['entries'].length).toBeGreaterThan(0);
    expect(data['missing_parts']).toEqual([expect.objectContaining({ part: 'conversations' })]);
  });

  it('shows the mails where notes cannot be read, and says so', async () => {
    const request = answered();
    w.sdp.settings.operations['requests.notes.list'] = 'forbidden';
    const { data } = await w.call('get_request_conversation', { request_id: request.id });
    delete w.sdp.settings.operations['requests.notes.list'];

    expect(data['entries'].length).toBeGreaterThan(0);
    expect(data['missing_parts'].map(({ part }: any) => part)).toContain('notes');
  });

  it('stays under 100,000 characters with 20 long mails', async () => {
    const { data: created } = await w.call('create_request', { subject: 'Much text' });
    for (let index = 1; index <= 20; index += 1) {
      await w.call('add_note', { request_id: created['id'], note_content: 'word '.repeat(5_000) });
    }
    const { data, text } = await w.call('get_request_conversation', { request_id: created['id'], limit: 20 });

    expect(text.length + JSON.stringify(data).length).toBeLessThan(100_000);
    expect(text).toMatch(/cut, \d+ characters left/);
  });
});
