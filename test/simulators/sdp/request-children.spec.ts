import { afterEach, describe, expect, it } from '@jest/globals';
import { closePortals, DANA, refusal, startPortal } from './portal.fixture.js';
import type { SdpSettings } from './settings.js';

afterEach(closePortals);

async function portalWithTicket(settings: Partial<SdpSettings> = {}) {
  const portal = await startPortal(settings);
  const file = async (subject: string) => {
    const request = { subject, requester: { email_id: 'hannah.cole@example.com' } };
    return (await portal.call('POST', '/requests', { request })).body.request.id as string;
  };
  const id = await file('Mouse');
  const at = `/requests/${id}`;
  const read = async () => (await portal.call('GET', at)).body.request;
  return { ...portal, id, at, file, read };
}

describe('notes (reference C.1.4)', () => {
  it('have the key request_note, and are private unless shown', async () => {
    const { call, at, id, read } = await portalWithTicket();

    const { body } = await call('POST', `${at}/notes`, { request_note: { description: 'Called back' } });

    expect(body.request_note).toMatchObject({
      description: 'Called back',
      show_to_requester: false,
      notify_technician: false,
      created_by: { email_id: DANA },
      created_time: { value: '1795424400000' },
      request: { id, display_id: '31231', subject: 'Mouse' },
    });
    expect((await read()).has_notes).toBe(true);
  });

  it.each([
    ['the key note', { note: { description: 'x' } }, { field: 'note', message: 'EXTRA_KEY_FOUND_IN_JSON' }],
    ['no text', { request_note: { show_to_requester: true } }, { status_code: 4012, fields: ['description'] }],
    ['another key', { request_note: { description: 'x', is_public: true } }, { field: 'is_public' }],
  ])('refuse %s', async (_case, input, expected) => {
    const { call, at } = await portalWithTicket();

    expect(refusal(await call('POST', `${at}/notes`, input))).toMatchObject(expected);
  });

  it.each(['notes', 'request_notes'] as const)('are listed under %s', async (notesListKey) => {
    const { call, at } = await portalWithTicket({ notesListKey });
    await call('POST', `${at}/notes`, { request_note: { description: 'first' } });
    await call('POST', `${at}/notes`, { request_note: { description: 'second' } });

    const { body } = await call('GET', `${at}/notes`);

    expect(body[notesListKey].map(({ description }: { description: string }) => description)).toEqual([
      'second',
      'first',
    ]);
  });

  it('can be read, changed and deleted', async () => {
    const { call, at, read } = await portalWithTicket();
    const { id } = (await call('POST', `${at}/notes`, { request_note: { description: 'x' } })).body.request_note;
    const note = `${at}/notes/${id}`;

    await call('PUT', note, { request_note: { show_to_requester: true } });
    expect((await call('GET', note)).body.request_note).toMatchObject({ description: 'x', show_to_requester: true });
    await call('DELETE', note);
    expect(refusal(await call('GET', note))).toMatchObject({ status_code: 4007 });
    expect((await read()).has_notes).toBe(false);
  });

  it('can mark the first response, and send no mail', async () => {
    const { call, at, read, sdp } = await portalWithTicket();
    const request_note = { description: 'Hello', show_to_requester: true, mark_first_response: true };

    await call('POST', `${at}/notes`, { request_note });

    expect((await read()).responded_time.value).toBe('1795424400000');
    expect(sdp.store.sentMails).toEqual([]);
  });
});

describe('replies (reference C.1.5)', () => {
  const notification = { to: ['hannah.cole@example.com'], subject: 'Re: Mouse', description: '<p>Hi</p>' };

  it('start from a draft with address, subject and signature', async () => {
    const { call, at } = await portalWithTicket();

    const { body } = await call('GET', `${at}/reply`);

    expect(Object.keys(body.notification).toSorted()).toEqual(['cc', 'description', 'subject', 'to']);
    expect(body.notification).toMatchObject({
      to: ['hannah.cole@example.com'],
      cc: [],
      subject: 'Re: [Request ID :##31231##] : Mouse',
    });
    expect(body.notification.description).toContain('Dana Reyes');
  });

  it('send a mail, answer with nothing but success, and show in the conversation as REQREPLY', async () => {
    const { call, at, id, sdp, read } = await portalWithTicket();

    const { body } = await call('POST', `${at}/reply`, { notification });

    expect(body).toEqual({ response_status: { status_code: 2000, status: 'success' } });
    expect(sdp.store.sentMails).toEqual([{ ...notification, cc: [], requestId: id, by: DANA, at: 1_795_424_400_000 }]);
    const { conversations } = (await call('GET', `${at}/conversations`)).body;
    expect(conversations.at(-1)).toMatchObject({
      type: 'REQREPLY',
      subject: 'Re: Mouse',
      created_by: { email_id: DANA },
    });
    expect((await read()).responded_time).not.toBeNull();
  });

  it.each([
    ['nobody to send to', { ...notification, to: [] }, { status_code: 4012, fields: ['to'] }],
    ['no text', { ...notification, description: '' }, { status_code: 4012, fields: ['description'] }],
    ['an unknown key', { ...notification, reply_to: 'x@y.example' }, { field: 'reply_to' }],
    ['no addresses', { ...notification, to: ['Hannah'] }, { message: 'EXTRA_VALUE_FOUND_IN_JSONARRAY' }],
  ])('refuse %s and send nothing', async (_case, mail, expected) => {
    const { call, at, sdp } = await portalWithTicket();

    expect(refusal(await call('POST', `${at}/reply`, { notification: mail }))).toMatchObject(expected);
    expect(sdp.store.sentMails).toEqual([]);
  });

  it('do not exist in some portals', async () => {
    const { call, at } = await portalWithTicket({ operations: { 'requests.reply': 'missing' } });

    for (const answer of [await call('GET', `${at}/reply`), await call('POST', `${at}/reply`, { notification })]) {
      expect(refusal(answer)).toMatchObject({ http: 404, status_code: 4007, message: 'Invalid URL' });
    }
  });
});

describe('conversations (reference C.1, C.1.5)', () => {
  it('hold the acknowledgement and the notes, oldest first', async () => {
    const { call, at, clock } = await portalWithTicket();
    clock.advance(1000);
    await call('POST', `${at}/notes`, { request_note: { description: 'x' } });

    const { body } = await call('GET', `${at}/conversations`);

    expect(body.conversations.map(({ type }: { type: string }) => type)).toEqual(['RequesterAck_E-Mail', 'NOTES']);
    expect(body.conversations[0]).not.toHaveProperty('description');
  });

  it('give the text of a mail one by one', async () => {
    const { call, at } = await portalWithTicket();
    const [mail] = (await call('GET', `${at}/conversations`)).body.conversations;

    const { notification } = (await call('GET', `${at}/notifications/${mail.id}`)).body;

    expect(notification).toMatchObject({ type: 'RequesterAck_E-Mail', to: ['hannah.cole@example.com'], sender: null });
    expect(notification.description).toContain('31231');
  });

  it('can hold the texts in the list', async () => {
    const { call, at } = await portalWithTicket({ conversationBodies: 'inline' });

    const { conversations } = (await call('GET', `${at}/conversations`)).body;

    expect(conversations[0].description).toContain('31231');
  });
});

describe('tasks (reference C.1.7)', () => {
  it('need a title', async () => {
    const { call, at } = await portalWithTicket();

    expect(refusal(await call('POST', `${at}/tasks`, { task: {} }))).toMatchObject({ fields: ['title'] });
  });

  it('live and change', async () => {
    const { call, at } = await portalWithTicket();
    const task = { title: 'Order mouse', owner: { email_id: DANA }, estimated_effort_hours: '2' };
    const { id } = (await call('POST', `${at}/tasks`, { task })).body.task;

    await call('PUT', `${at}/tasks/${id}`, { task: { percentage_completion: '50' } });

    const { tasks } = (await call('GET', `${at}/tasks`)).body;
    expect(tasks).toHaveLength(1);
    expect(tasks[0]).toMatchObject({ title: 'Order mouse', percentage_completion: '50', status: { name: 'Open' } });
  });
});

describe('worklogs (reference C.1.8)', () => {
  const owner = { email_id: DANA };

  it('need an owner', async () => {
    const { call, at } = await portalWithTicket();

    expect(refusal(await call('POST', `${at}/worklogs`, { worklog: {} }))).toMatchObject({ fields: ['owner'] });
  });

  it('refuse an end before the start (reference B.8.2)', async () => {
    const { call, at } = await portalWithTicket();
    const worklog = { owner, start_time: { value: '1718005400000' }, end_time: { value: '1718000000000' } };

    expect(refusal(await call('POST', `${at}/worklogs`, { worklog }))).toMatchObject({
      status_code: 4016,
      field: 'end_time',
    });
  });

  it('do not know the keys of the on-premises product', async () => {
    const { call, at } = await portalWithTicket();
    const worklog = { owner, time_spent: { hours: 1 } };

    expect(refusal(await call('POST', `${at}/worklogs`, { worklog }))).toMatchObject({ field: 'time_spent' });
  });
});

describe('links (reference C.1, B.6)', () => {
  it('show from both ends, in a list without list_info, until they are removed by the query', async () => {
    const { call, at, id, file, read } = await portalWithTicket();
    const other = await file('Keyboard');
    const input = { link_requests: [{ linked_request: { id: other }, comments: 'same desk' }] };

    const added = await call('POST', `${at}/link_requests`, input);

    expect(added.body.response_status.messages[0].message).toBe('Request successfully linked');
    const { body } = await call('GET', `${at}/link_requests`);
    expect(body).toEqual({
      response_status: [{ status_code: 2000, status: 'success' }],
      link_requests: [
        {
          linked_request: { id: other, display_id: '31232', subject: 'Keyboard', udf_fields: {} },
          comments: 'same desk',
        },
      ],
    });
    const back = await call('GET', `/requests/${other}/link_requests`);
    expect(back.body.link_requests[0].linked_request.id).toBe(id);
    expect((await read()).has_linked_requests).toBe(true);

    await call('DELETE', `${at}/link_requests`, input);
    expect((await call('GET', `${at}/link_requests`)).body.link_requests).toEqual([]);
    expect((await read()).has_linked_requests).toBe(false);
  });

  it('refuse a ticket that does not exist', async () => {
    const { call, at } = await portalWithTicket();
    const input = { link_requests: [{ linked_request: { id: '1' } }] };

    expect(refusal(await call('POST', `${at}/link_requests`, input))).toMatchObject({ status_code: 4001 });
  });
});

describe('_metainfo (reference C.13)', () => {
  it.each(['/requests/_metainfo', 'of a ticket'])('describes fields and UDFs: %s', async (path) => {
    const { call, at } = await portalWithTicket();

    const { body } = await call('GET', path.startsWith('/') ? path : `${at}/_metainfo`);

    expect(body.metainfo.fields).toMatchObject({
      subject: { type: 'string' },
      technician: { type: 'lookup', lookup_entity: 'technician' },
      udf_fields: { fields: { udf_char1: { type: 'string' }, dt_callback: { type: 'datetime' } } },
    });
  });
});
