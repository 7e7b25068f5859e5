import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { defaultSettings, type SdpSettings } from '../../simulators/sdp/settings.js';
import { ToolWorld } from './tool-world.js';

/** The points on which the sources disagree (reference, part F and the sections named in the settings), each way. */
const positions: [string, Partial<SdpSettings>][] = [
  ['a wrong Accept header meets 415', { wrongAccept: 'status_415' }],
  ['a wrong Accept header meets the login page', { wrongAccept: 'login_page' }],
  ['a missing scope is a 401', { scopeMismatchStatus: 401 }],
  ['a missing scope is a 403', { scopeMismatchStatus: 403 }],
  ['/technicians opens by its own scope', { technicianScopes: 'technicians' }],
  ['/technicians opens by the scope of users', { technicianScopes: 'users' }],
  ['an unknown path is an envelope', { unknownRoute: 'envelope' }],
  ['an unknown path is a page under 401', { unknownRoute: 'html_401' }],
  ['operations are spelled with an underscore', { convenienceSpelling: 'underscore' }],
  ['operations are spelled without one', { convenienceSpelling: 'plain' }],
  ['a failure has the wrapper code on top', { topCode: 'wrapper' }],
  ['a failure has its own code on top', { topCode: 'specific' }],
  ['failures have a status of their own', { failuresAsHttp200: false }],
  ['failures come under HTTP 200', { failuresAsHttp200: true }],
  ['a create answers 200', { createStatus: 200 }],
  ['a create answers 201', { createStatus: 201 }],
  ['an unknown id is 4007', { unknownId: 4007 }],
  ['an unknown id is 4001', { unknownId: 4001 }],
  ['a criterion without operator is ignored', { missingLogicalOperator: 'ignored' }],
  ['a criterion without operator is an or', { missingLogicalOperator: 'or' }],
  ['a criterion without operator is an and', { missingLogicalOperator: 'and' }],
  ['views and criteria exclude each other', { filterBesideCriteria: 'refused' }],
  ['views and criteria combine', { filterBesideCriteria: 'combined' }],
  ['a list echoes the rows asked for', { echoedRowCount: 'asked' }],
  ['a list echoes the rows that came', { echoedRowCount: 'returned' }],
  ['own views leave finished tickets out', { myViewsHoldFinished: false }],
  ['own views hold finished tickets', { myViewsHoldFinished: true }],
  ['notes are listed under notes', { notesListKey: 'notes' }],
  ['notes are listed under request_notes', { notesListKey: 'request_notes' }],
  ['mail bodies are read one by one', { conversationBodies: 'notifications' }],
  ['mail bodies stand in the thread', { conversationBodies: 'inline' }],
  ['finished tickets can be edited', { finishedEditable: true }],
  ['/users, /topics and /statuses are missing', { operations: { users: 'missing', statuses: 'missing' } }],
];

let w: ToolWorld;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(async () => {
  Object.assign(w.sdp.settings, defaultSettings());
  await w.world.renew();
});
afterAll(() => w.close());

describe.each(positions)('where %s', (_, settings) => {
  beforeEach(() => void Object.assign(w.sdp.settings, settings));

  it('a ticket lives from its creation to its end', async () => {
    const created = await w.call('create_request', {
      subject: 'Monitor flickers',
      requester: 'Ben Carter',
      priority: 'high',
      category: 'Hardware',
    });
    const number: string = created.data['number'];
    await w.call('assign_request', { request_id: number, technician: 'me', group: 'Network' });
    await w.call('add_note', { request_id: number, note_content: 'Cable is loose' });
    await w.call('reply_to_requester', { request_id: number, reply_message: 'We are on it.' });
    await w.call('update_request', { request_id: number, urgency: 'Urgent' });
    const thread = await w.call('get_request_conversation', { request_id: number });
    const closed = await w.call('close_request', { request_id: number, resolution: 'New cable.' });
    const read = await w.call('get_request', { request_id: number });

    const stored = w.sdp.store.requestByDisplayId(number);
    expect(stored).toMatchObject({
      status: { internal_name: 'Closed' },
      technician: { name: 'Dana Reyes' },
      group: { name: 'Network' },
      urgency: { name: 'Urgent' },
    });
    expect(w.sdp.store.notes.of(stored.id)).toHaveLength(1);
    expect(w.sdp.store.sentMails.some(({ to }) => to.includes('ben.carter@example.com'))).toBe(true);
    expect(thread.text).toContain('Cable is loose');
    expect(closed.data['status']).toBe('Closed');
    expect(read.text).toContain('New cable');
  });

  it('a search finds what fits all of its conditions and nothing else', async () => {
    const { data } = await w.call('search_requests', {
      all_of: [{ field: 'status', value: 'open' }],
      any_of: [
        { field: 'priority', value: 'High' },
        { field: 'urgency', value: 'Urgent' },
      ],
      limit: 100,
    });
    const expected = w.sdp.store
      .liveRequests()
      .filter((row) => row.status.in_progress && (row.priority?.name === 'High' || row.urgency?.name === 'Urgent'));

    expect(data['requests'].map(({ id }: { id: string }) => id).toSorted()).toEqual(
      expected.map(({ id }) => id).toSorted(),
    );
    expect(expected.length).toBeGreaterThan(3);
  });

  it('people are found, and what does not exist or is not allowed is named', async () => {
    const found = await w.call('find_technician', { search_term: 'Aisha' });
    const unknown = await w.refusal('get_request', { request_id: '999999' });
    w.world.scopes = ['SDPOnDemand.requests.READ'];
    const refused = await w.refusal('add_note', { request_id: w.request().display_id, note_content: 'x' });

    expect(found.text).toContain('Aisha Khan');
    expect(unknown.code).toBe('SDP_NOT_FOUND');
    expect(refused.code).toBe('SDP_SCOPE_MISSING');
    expect(refused.message).toContain('SDPOnDemand.requests.CREATE');
  });
});
