import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RequestRow } from '../../simulators/sdp/store/rows.js';
import { defaultSettings } from '../../simulators/sdp/settings.js';
import { ToolWorld } from './tool-world.js';

let w: ToolWorld;
let request: RequestRow;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(async () => {
  Object.assign(w.sdp.settings, defaultSettings());
  await w.world.renew();
  const { data } = await w.call('create_request', {
    ...{ subject: 'Monitor flickers', requester: 'Ben Carter', ignore_duplicates: true },
  });
  request = w.sdp.store.requests.get(data['id'])!;
  w.sdp.journal.length = 0;
  w.sdp.store.sentMails.length = 0;
});
afterAll(() => w.close());

const notes = () => w.sdp.store.notes.of(request.id);
const mails = () => w.sdp.store.sentMails;
const reply = (args: object = {}) =>
  w.call('reply_to_requester', { request_id: request.display_id, reply_message: 'Please try again.', ...args });

describe('notes', () => {
  it('are private unless the caller says otherwise, and tell nobody', async () => {
    const { data, text } = await w.call('add_note', { request_id: request.display_id, note_content: 'for us' });

    expect(notes()).toMatchObject([{ show_to_requester: false, notify_technician: false }]);
    expect(data).toMatchObject({ note_id: notes()[0]?.id, visible_to_requester: false });
    expect(text).toContain('Added a private note');
  });

  it('can be shown to the requester', async () => {
    await w.call('add_note', { request_id: request.id, note_content: 'for all', is_public: true });

    expect(notes()).toMatchObject([{ show_to_requester: true }]);
    expect(mails()).toEqual([]);
  });

  it('of add_private_note are never public and tell the technician unless told not to', async () => {
    await w.call('add_private_note', { request_id: request.id, note_content: 'look' });
    await w.call('add_private_note', { request_id: request.id, note_content: 'quiet', notify_technician: false });

    expect(notes()).toMatchObject([
      { show_to_requester: false, notify_technician: true },
      { show_to_requester: false, notify_technician: false },
    ]);
    expect(
      (await w.refusal('add_private_note', { request_id: request.id, note_content: 'x', is_public: true })).code,
    ).toBe('INVALID_ARGUMENTS');
  });

  it('keep lines and escape markup', async () => {
    await w.call('add_note', { request_id: request.id, note_content: 'one\ntwo <script>alert(1)</script>' });

    expect(notes()[0]?.description).toContain('&lt;script&gt;');
    expect(notes()[0]?.description).toMatch(/one<br ?\/?>two/);
  });

  it('are not repeated when the answer is lost and they are not found: the caller is told to look first', async () => {
    w.world.spoil({ kind: 'reset' }, 1, ({ method }) => method === 'POST');
    const refusal = await w.refusal('add_note', { request_id: request.id, note_content: 'once' });

    expect(refusal.code).toBe('SDP_OUTCOME_UNKNOWN');
    expect(refusal.resolution).toContain('Check before trying again');
    expect(notes()).toHaveLength(0);
  });
});

describe('reply_to_requester', () => {
  it('mails the requester with the ticket number in the subject and the signature of the portal', async () => {
    const { data, text } = await reply();

    expect(mails()).toMatchObject([{ to: ['ben.carter@example.com'], by: 'dana.reyes@example.com' }]);
    expect(data['subject']).toBe(`Re: [Request ID :##${request.display_id}##] : Monitor flickers`);
    expect(mails()).toMatchObject([{ subject: data['subject'] }]);
    expect((mails()[0] as any).description).toMatch(/Please try again\.[\s\S]*Dana Reyes/);
    expect(data).toMatchObject({ sent_as: 'mail', to: ['ben.carter@example.com'], first_response_marked: false });
    expect(text).toContain('Mailed ben.carter@example.com');
  });

  it('puts the ticket number into the subject where the portal does not', async () => {
    const notification = { to: ['ben.carter@example.com'], cc: [], subject: 'Re: Monitor flickers', description: '' };
    const body = { notification, response_status: { status_code: 2000, status: 'success' } };
    w.sdp.faults.next(1, { kind: 'status', status: 200, body }, ({ path }) => path.endsWith('/reply'));
    const { data } = await reply();

    expect(data['subject']).toBe(`Re: [Request ID :##${request.display_id}##] : Monitor flickers`);
  });

  it('sends copies to whom the caller names, and echoes them', async () => {
    const { data, text } = await reply({ cc: ['boss@example.com'] });

    expect(mails()).toMatchObject([{ cc: expect.arrayContaining(['boss@example.com']) }]);
    expect(data['cc']).toContain('boss@example.com');
    expect(text).toContain('cc boss@example.com');
  });

  it('stores a note the requester can see where the portal has no reply, and says that no mail was sent', async () => {
    w.sdp.settings.operations['requests.reply.draft'] = 'missing';
    w.sdp.settings.operations['requests.reply.send'] = 'missing';
    const { data, text } = await reply({ cc: ['boss@example.com'] });

    expect(mails()).toEqual([]);
    expect(notes()).toMatchObject([{ show_to_requester: true }]);
    expect(data).toMatchObject({ sent_as: 'public_note', to: [], cc: [] });
    expect(text).toContain('No mail was sent by this call');
    expect(text).toContain('Nobody in cc was told');
  });

  it('refuses when the requester has no mail address, and sends nothing', async () => {
    request.requester = { ...request.requester, email_id: null };
    const refusal = await w.refusal('reply_to_requester', { request_id: request.id, reply_message: 'x' });

    expect(refusal.code).toBe('NO_RECIPIENT');
    expect([...mails(), ...notes()]).toEqual([]);
  });

  it('says that a mail may have been sent when the answer is lost and it is not found', async () => {
    w.world.spoil({ kind: 'reset' }, 1, ({ method }) => method === 'POST');
    const refusal = await w.refusal('reply_to_requester', { request_id: request.id, reply_message: 'x' });

    expect(refusal.code).toBe('SDP_OUTCOME_UNKNOWN');
    expect(mails()).toHaveLength(0);
  });

  it('refuses copies to what is no mail address', async () => {
    const refusal = await w.refusal('reply_to_requester', { request_id: request.id, reply_message: 'x', cc: ['a b'] });

    expect(refusal.code).toBe('INVALID_ARGUMENTS');
  });
});

describe('send_first_response', () => {
  const send = () => w.call('send_first_response', { request_id: request.id, response_message: 'We are on it.' });

  it('mails the requester and counts as the first response', async () => {
    const { data, text } = await send();

    expect(mails()).toHaveLength(1);
    expect(notes()).toEqual([]);
    expect(request.responded_time).not.toBeNull();
    expect(data['first_response_marked']).toBe(true);
    expect(text).toContain('counts as the first response');
  });

  it('marks it with a private note where the mail alone does not count', async () => {
    w.sdp.faults.next(
      1,
      { kind: 'status', status: 200, body: { response_status: { status_code: 2000, status: 'success' } } },
      ({ method, path }) => method === 'POST' && path.endsWith('/reply'),
    );
    const { data } = await send();

    expect(data['first_response_marked']).toBe(true);
    expect(notes()).toMatchObject([{ show_to_requester: false, mark_first_response: true }]);
  });

  it('says so when the first response was counted before', async () => {
    request.responded_time = Date.parse('2026-11-01T10:00:00Z');
    const { data } = await send();

    expect(data['first_response_marked']).toBe(false);
    expect(data['warnings']).toEqual(['The first response was counted already, at 2026-11-01 10:00 UTC.']);
  });

  it('tells that the mail is out when it cannot be marked', async () => {
    w.sdp.faults.next(
      1,
      { kind: 'status', status: 200, body: { response_status: { status_code: 2000, status: 'success' } } },
      ({ method, path }) => method === 'POST' && path.endsWith('/reply'),
    );
    w.sdp.settings.operations['requests.notes.add'] = 'forbidden';
    const { data } = await send();

    expect(data).toMatchObject({ sent_as: 'mail', first_response_marked: false });
    expect(data['warnings']).toEqual([expect.stringContaining('The mail was sent, but not marked')]);
  });

  it('marks the public note where the portal has no reply', async () => {
    w.sdp.settings.operations['requests.reply.draft'] = 'missing';
    const { data } = await send();

    expect(data).toMatchObject({ sent_as: 'public_note', first_response_marked: true });
    expect(notes()).toMatchObject([{ show_to_requester: true, mark_first_response: true }]);
  });
});
