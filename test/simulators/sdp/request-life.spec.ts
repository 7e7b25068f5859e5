import { afterEach, describe, expect, it } from '@jest/globals';
import { closePortals, refusal, startPortal } from './portal.fixture.js';
import type { SdpSettings } from './settings.js';

afterEach(closePortals);

async function portalWithTicket(settings: Partial<SdpSettings> = {}, fields: object = {}) {
  const portal = await startPortal(settings);
  const { request } = (await portal.call('POST', '/requests', { request: { subject: 'Mouse', ...fields } })).body;
  const path = `/requests/${request.id}`;
  const put = (body?: object, operation = '') => portal.call('PUT', path + operation, body && { request: body });
  const read = async () => (await portal.call('GET', path)).body.request;
  return { ...portal, path, put, read };
}

describe('assigning (reference C.1)', () => {
  it.each(['/_assign', '/assign'])('sets group and technician by %s', async (operation) => {
    const { put } = await portalWithTicket();

    const { request } = (
      await put({ group: { name: 'Hardware' }, technician: { email_id: 'tom.becker@example.com' } }, operation)
    ).body;

    expect([request.group.name, request.technician.name]).toEqual(['Hardware', 'Tom Becker']);
    expect(request.assigned_time.value).toBe('1795424400000');
  });

  it('takes nothing else', async () => {
    const { put } = await portalWithTicket();

    expect(refusal(await put({ subject: 'x' }, '/_assign'))).toMatchObject({ message: 'EXTRA_KEY_FOUND_IN_JSON' });
  });

  it('takes the technician away by null', async () => {
    const { put } = await portalWithTicket({}, { technician: { name: 'Tom Becker' } });

    expect((await put({ technician: null }, '/_assign')).body.request).toMatchObject({
      technician: null,
      assigned_time: null,
    });
  });

  it('is picking up when the caller takes the ticket, which only a technician can', async () => {
    const { call, path } = await portalWithTicket();

    const refused = await call('PUT', `${path}/pickup`, undefined, { token: 'maria-all' });
    const taken = await call('PUT', `${path}/pickup`);

    expect(refused.status).toBe(403);
    expect(taken.body.request.technician.email_id).toBe('dana.reyes@example.com');
  });
});

describe('closing (reference C.1.10)', () => {
  const closure = { closure_info: { closure_code: { name: 'Success' }, closure_comments: 'Done' } };

  it.each(['/_close', '/close'])('finishes the ticket by %s', async (operation) => {
    const { put, clock } = await portalWithTicket();
    clock.advance(3_600_000);

    const { request } = (await put(closure, operation)).body;

    expect(request).toMatchObject({
      status: { name: 'Closed', in_progress: false },
      closure_info: { closure_code: { name: 'Success' }, closure_comments: 'Done' },
      completed_time: { value: '1795428000000' },
      time_elapsed: '3600000',
    });
  });

  it('can be done by an update, with a resolution, or without any body', async () => {
    const byUpdate = await portalWithTicket();
    const withResolution = await portalWithTicket();
    const bare = await portalWithTicket();

    await byUpdate.put({ status: { name: 'Closed' }, ...closure });
    await withResolution.put({ ...closure, resolution: { content: 'Replaced' } }, '/_close');
    await bare.put(undefined, '/_close');

    for (const { read } of [byUpdate, withResolution, bare]) expect((await read()).status.name).toBe('Closed');
    expect((await withResolution.read()).resolution).toEqual({ content: 'Replaced' });
  });

  it('refuses a closure code the portal does not have', async () => {
    const { put, read } = await portalWithTicket();

    const refused = await put({ closure_info: { closure_code: { name: 'Completed' } } }, '/_close');

    expect(refusal(refused)).toMatchObject({ status_code: 4001, field: 'closure_code' });
    expect((await read()).status.name).toBe('Open');
  });

  it.each([
    ['technician', { technician: true, closureCode: false, resolution: 'optional' }],
    ['closure_code', { technician: false, closureCode: true, resolution: 'optional' }],
    ['resolution', { technician: false, closureCode: false, resolution: 'refused' }],
  ] as const)('may demand a %s first (reference D.15)', async (field, closing) => {
    const { put, read } = await portalWithTicket({ closing });

    const byOperation = await put({}, '/_close');
    const byUpdate = await put({ status: { name: 'Closed' } });

    for (const refused of [byOperation, byUpdate]) {
      expect(refusal(refused)).toMatchObject({ http: 400, status_code: 4012, fields: [field] });
    }
    expect((await read()).status.name).toBe('Open');
  });

  it('goes through once everything demanded is there', async () => {
    const closing = { technician: true, closureCode: true, resolution: 'refused' } as const;
    const { put } = await portalWithTicket({ closing }, { technician: { name: 'Tom Becker' } });

    const { body } = await put({ ...closure, resolution: { content: 'Replaced' } }, '/_close');

    expect(body.request.status.name).toBe('Closed');
  });

  it('can fail in silence: HTTP 200, warning 3000, and the ticket stays open (peers b6)', async () => {
    const { put, read, sdp } = await portalWithTicket({
      closing: { technician: false, closureCode: false, resolution: 'silent' },
    });

    const byOperation = await put(closure, '/_close');
    const byUpdate = await put({ status: { name: 'Closed' }, priority: { name: 'Low' } });

    for (const { status, body } of [byOperation, byUpdate]) {
      expect([status, body.response_status.status_code]).toEqual([200, 3000]);
    }
    expect(await read()).toMatchObject({ status: { name: 'Open' }, priority: { name: 'Low' } });
    expect(sdp.writes().map(({ operation }) => operation)).toEqual(['requests.create', 'requests.update']);
  });
});

describe('a finished ticket (reference D.14, C.1.2)', () => {
  it('keeps its classification until it is open again', async () => {
    const { put } = await portalWithTicket();
    await put({}, '/_close');

    expect(refusal(await put({ category: { name: 'Network' } }))).toMatchObject({
      http: 403,
      status_code: 4002,
      message: 'Cannot give value for category',
    });
    await put({ status: { name: 'Open' } });
    expect((await put({ category: { name: 'Network' } })).status).toBe(200);
  });

  it('takes other changes', async () => {
    const { put } = await portalWithTicket();
    await put({}, '/_close');

    expect((await put({ description: 'Addendum' })).status).toBe(200);
  });

  it('can be editable', async () => {
    const { put } = await portalWithTicket({ finishedEditable: true });
    await put({}, '/_close');

    expect((await put({ category: { name: 'Network' } })).status).toBe(200);
  });

  it('is marked as reopened and loses its end when it is open again', async () => {
    const { put } = await portalWithTicket();
    await put({ status: { name: 'Resolved' } });

    const { request } = (await put({ status: { name: 'Open' } })).body;

    expect(request).toMatchObject({ is_reopened: true, resolved_time: null, completed_time: null });
  });
});

describe('a resolution within an update (reference C.1.6)', () => {
  it('is stored without closing the ticket', async () => {
    const { put } = await portalWithTicket();

    const { request } = (await put({ resolution: { content: 'Use the other port' } })).body;

    expect(request).toMatchObject({ resolution: { content: 'Use the other port' }, status: { name: 'Open' } });
  });
});

describe('being late', () => {
  it('follows the clock, except on hold', async () => {
    const { put, read, clock } = await portalWithTicket({}, { due_by_time: { value: 1_795_424_400_000 + 60_000 } });
    expect((await read()).is_overdue).toBe(false);

    clock.advance(61_000);

    expect((await read()).is_overdue).toBe(true);
    await put({ status: { name: 'On Hold' } });
    expect((await read()).is_overdue).toBe(false);
  });
});

describe('deleting (reference C.1)', () => {
  it('moves the ticket to the trash, out of reach', async () => {
    const { call, path, sdp } = await portalWithTicket();

    const { body } = await call('DELETE', path);

    expect(body).toEqual({ response_status: { status_code: 2000, status: 'success' } });
    expect(refusal(await call('GET', path))).toMatchObject({ http: 404, status_code: 4007 });
    expect((await call('GET', '/requests')).body.requests[0].display_id).toBe('31230');
    expect([...sdp.store.requests.values()].at(-1)?.is_trashed).toBe(true);
  });
});

describe('the id in a path (reference D.17)', () => {
  it.each([
    [4007, 404],
    [4001, 400],
  ] as const)('must be the long one; else %i', async (unknownId, http) => {
    const { call } = await startPortal({ unknownId });

    expect(refusal(await call('GET', '/requests/31230'))).toMatchObject({ http, status_code: unknownId });
  });
});
