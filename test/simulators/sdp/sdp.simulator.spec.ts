import { afterEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../support/fake-clock.js';
import { closePortals, DANA, startPortal } from './portal.fixture.js';
import { SdpSimulator } from './sdp.simulator.js';

afterEach(closePortals);

describe('the journal', () => {
  it('tells reads from writes, and names operation, person and status', async () => {
    const { call, sdp } = await startPortal();
    const { id } = sdp.store.requestByDisplayId('31230');

    await call('GET', `/requests/${id}`);
    await call('PUT', `/requests/${id}/pickup`);
    await call('PUT', `/requests/${id}`, { request: { subject: null } });
    await call('GET', '/tickets', undefined, { token: 'dead' });

    const told = sdp.journal.map(({ method, operation, user, status, wrote }) => [
      method,
      operation,
      user,
      status,
      wrote,
    ]);
    expect(told).toEqual([
      ['GET', 'requests.get', DANA, 200, false],
      ['PUT', 'requests.pickup', DANA, 200, true],
      ['PUT', 'requests.update', DANA, 400, false],
      ['GET', undefined, undefined, 401, false],
    ]);
    expect(sdp.writes().map(({ path }) => path)).toEqual([`/requests/${id}/pickup`]);
  });

  it('keeps what was sent', async () => {
    const { call, sdp } = await startPortal();

    await call('POST', '/requests', { request: { subject: 'Mouse' } });

    expect(sdp.journal[0]).toMatchObject({
      path: '/requests',
      input: { request: { subject: 'Mouse' } },
      at: 1_795_424_400_000,
    });
  });
});

describe('faults', () => {
  it('keep a call from being carried out', async () => {
    const { call, sdp } = await startPortal();
    sdp.faults.next(1, { kind: 'status', status: 502 });

    const { status } = await call('POST', '/requests', { request: { subject: 'Mouse' } });

    expect([status, sdp.journal]).toEqual([502, []]);
  });

  it('can hide that a call was carried out', async () => {
    const { call, sdp } = await startPortal();
    sdp.faults.next(1, { kind: 'reset', after: true }, ({ method }) => method === 'POST');

    await expect(call('POST', '/requests', { request: { subject: 'Mouse' } })).rejects.toThrow();

    expect(sdp.writes()).toHaveLength(1);
    expect(sdp.store.requestByDisplayId('31231').subject).toBe('Mouse');
  });
});

describe('concurrent calls', () => {
  it('lose no write and share no id', async () => {
    const { call, sdp } = await startPortal();

    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => call('POST', '/requests', { request: { subject: `No. ${index}` } })),
    );

    const ids = answers.map(({ body }) => body.request.id as string);
    const numbers = answers.map(({ body }) => body.request.display_id as string);
    expect([new Set(ids).size, new Set(numbers).size]).toEqual([40, 40]);
    expect(ids.every((id) => sdp.store.requests.has(id))).toBe(true);
  });

  it('keep changes to different fields of one ticket', async () => {
    const { call, sdp } = await startPortal();
    const { id } = sdp.store.requestByDisplayId('31230');
    sdp.store.requests.get(id)!.status = sdp.store.status('Open');

    await Promise.all([
      call('PUT', `/requests/${id}`, { request: { urgency: { name: 'Low' } } }),
      call('PUT', `/requests/${id}`, { request: { impact: { name: 'Affects Group' } } }),
    ]);

    const { urgency, impact } = sdp.store.requests.get(id)!;
    expect([urgency?.name, impact?.name]).toEqual(['Low', 'Affects Group']);
  });
});

describe('technicians', () => {
  it('can be added, and are then known', async () => {
    const clock = new FakeClock();
    const introspect = () => ({ user: 'new.hire@example.com', scopes: ['SDPOnDemand.requests.ALL'] });
    const sdp = await SdpSimulator.start({ clock, introspect, portal: 'help' });
    const headers = { accept: 'application/v3+json', authorization: 'Bearer x' };
    const status = async () => (await fetch(`${sdp.url}/app/help/api/v3/requests`, { headers })).status;
    expect(await status()).toBe(401);

    expect(sdp.addTechnician('new.hire@example.com').name).toBe('New Hire');

    expect(await status()).toBe(200);
    await sdp.close();
  });
});
