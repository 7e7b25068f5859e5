import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { defaultSettings } from '../../simulators/sdp/settings.js';
import { ToolWorld } from './tool-world.js';

let w: ToolWorld;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(async () => {
  Object.assign(w.sdp.settings, defaultSettings());
  await w.world.renew();
});
afterAll(() => w.close());

const stored = (id: string) => w.sdp.store.requests.get(id)!;

async function newRequest(args: object = {}): Promise<string> {
  const { data } = await w.call('create_request', { subject: 'Monitor flickers', ...args });
  return data['id'];
}

describe('assign_request', () => {
  it('assigns technician and group by name', async () => {
    const id = await newRequest();
    const { data, text } = await w.call('assign_request', {
      request_id: id,
      technician: 'Aisha Khan',
      group: 'security',
    });

    expect(stored(id)).toMatchObject({ technician: { name: 'Aisha Khan' }, group: { name: 'Security' } });
    expect(data['changes']).toEqual([
      { field: 'group', after: 'Security' },
      { field: 'technician', after: 'Aisha Khan' },
    ]);
    expect(text).toContain('- technician: – → Aisha Khan');
  });

  it('leaves the technician alone when only a group is given', async () => {
    const id = await newRequest({ technician: 'me' });
    await w.call('assign_request', { request_id: id, group: 'Network' });

    expect(stored(id)).toMatchObject({ technician: { name: 'Dana Reyes' }, group: { name: 'Network' } });
  });

  it('asks back when a name is unknown or nobody is named', async () => {
    const id = await newRequest();

    expect((await w.refusal('assign_request', { request_id: id })).code).toBe('INVALID_ARGUMENTS');
    expect((await w.refusal('assign_request', { request_id: id, technician: 'Aischa Khan' })).resolution).toContain(
      'Aisha Khan',
    );
    expect(w.sdp.writes()).toHaveLength(1);
  });

  it.each(['both', 'underscore', 'plain'] as const)('knows portals that spell operations %s', async (spelling) => {
    w.sdp.settings.convenienceSpelling = spelling;
    const id = await newRequest();
    await w.call('assign_request', { request_id: id, technician: 'me' });

    expect(stored(id).technician?.name).toBe('Dana Reyes');
  });
});

describe('pickup_request', () => {
  it("makes the request the caller's own", async () => {
    const id = await newRequest();
    const { data, text } = await w.call('pickup_request', { request_id: id });

    expect(stored(id).technician?.email_id).toBe('dana.reyes@example.com');
    expect(data['technician']).toBe('Dana Reyes');
    expect(text).toContain('is yours now');
  });
});

describe('close_request', () => {
  it('stores the resolution, closes, and reads the status back', async () => {
    const id = await newRequest();
    const { data } = await w.call('close_request', {
      request_id: id,
      resolution: 'Reseated the cable.\nTested.',
      closure_code: 'success',
      closure_comments: 'Caller agrees.',
      requester_acknowledged: true,
    });

    expect(data).toMatchObject({ status: 'Closed', already_closed: false, warnings: [] });
    expect(stored(id).resolution?.content).toContain('Reseated the cable.');
    expect(stored(id).closure_info).toMatchObject({
      closure_code: { name: 'Success' },
      closure_comments: 'Caller agrees.',
      requester_ack_resolution: true,
    });
    expect(w.sdp.writes().map(({ operation }) => operation)).toEqual([
      'requests.create',
      'requests.resolutions.add',
      'requests.close',
    ]);
  });

  it('closes without code and resolution where the portal wants neither', async () => {
    const id = await newRequest();

    expect((await w.call('close_request', { request_id: id })).data['status']).toBe('Closed');
  });

  it('takes "Resolved" as the code of success where the portal has no such code, and says which it took', async () => {
    const id = await newRequest();
    const { data } = await w.call('close_request', { request_id: id, closure_code: 'Resolved' });

    expect(stored(id).closure_info?.closure_code?.name).toBe('Success');
    expect(data['warnings']).toEqual(['The closure code is Success: there is no Resolved.']);
  });

  it('says so and changes nothing when the request is closed already', async () => {
    const request = w.request((r) => r.status.internal_name === 'Closed');
    const { data, text } = await w.call('close_request', { request_id: request.id, resolution: 'again' });

    expect(data['already_closed']).toBe(true);
    expect(text).toContain('was closed already; nothing was changed');
    expect(w.sdp.writes()).toEqual([]);
  });

  it('says what is missing when the portal silently leaves the request open', async () => {
    w.sdp.settings.closing = { technician: false, closureCode: false, resolution: 'silent' };
    const id = await newRequest();
    const refusal = await w.refusal('close_request', { request_id: id });
    expect(refusal.code).toBe('SDP_NOT_CLOSED');
    expect(refusal.resolution).toContain('resolution');

    const { data } = await w.call('close_request', { request_id: id, resolution: 'Done.' });
    expect(data['status']).toBe('Closed');
  });

  it('lists what the closing rules want, with the allowed closure codes', async () => {
    w.sdp.settings.closing = { technician: true, closureCode: true, resolution: 'refused' };
    const id = await newRequest();
    const refusal = await w.refusal('close_request', { request_id: id });

    expect(refusal.code).toBe('SDP_MANDATORY_MISSING');
    expect(refusal.resolution).toContain('technician (name, mail address or "me")');
    expect(refusal.resolution).toContain(
      'closure_code (Cancelled, Failed, Postponed, Rejected, Success, Unable to Reproduce)',
    );
    expect(refusal.resolution).toContain('resolution (text: how it was solved)');
  });

  it('says that the resolution was stored when closing failed after it', async () => {
    w.sdp.settings.closing = { technician: false, closureCode: true, resolution: 'optional' };
    const id = await newRequest();
    const refusal = await w.refusal('close_request', { request_id: id, resolution: 'Done.' });

    expect(refusal.code).toBe('SDP_MANDATORY_MISSING');
    expect(refusal.message).toContain('The resolution was stored.');
    expect(stored(id).resolution?.content).toContain('Done.');
  });

  it('stores nothing when the closure code is unknown', async () => {
    const id = await newRequest();
    const refusal = await w.refusal('close_request', {
      request_id: id,
      resolution: 'Done.',
      closure_code: 'Duplicate',
    });

    expect(refusal.code).toBe('UNKNOWN_NAME');
    expect(refusal.resolution).toContain('Unable to Reproduce');
    expect(w.sdp.writes()).toHaveLength(1);
  });

  it('closes without a code where the portal has none, and says so', async () => {
    const codes = w.sdp.store.lookups.request_closure_codes.splice(0);
    const id = await newRequest();
    const { data } = await w.call('close_request', { request_id: id, closure_code: 'Success' });
    w.sdp.store.lookups.request_closure_codes.push(...codes);

    expect(data).toMatchObject({ status: 'Closed', warnings: [expect.stringContaining('no closure codes')] });
  });
});
