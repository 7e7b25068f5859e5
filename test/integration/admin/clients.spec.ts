import { expect, it } from '@jest/globals';
import { describeOnEachDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { useReplicas } from '../replicas/replicas-scene.js';

const NOBODY = '7c0e2d0e-0f52-4c36-9d0a-1f8f0f4f6a01';

describeOnEachDatabase('the clients an administrator sees', (database) => {
  const scene = useReplicas(database, { count: 1 });
  const admin = (path: string, method?: string) => scene.admin(scene.replicas[0]!, path, method);
  const idsOf = (body: any): string[] => body.clients.map(({ id }: { id: string }) => id);

  it('come page by page, without anything secret and without client ids', async () => {
    const technicians = [];
    for (let count = 0; count < 5; count += 1) technicians.push(await scene.setUp());

    const first = await admin('clients?limit=3');
    const second = await admin(`clients?limit=3&after=${first.body.next}`);

    const ids = [...idsOf(first.body), ...idsOf(second.body)];
    expect(ids).toHaveLength(5);
    expect(ids).toEqual([...ids].sort());
    expect(second.body.next).toBeNull();
    const text = JSON.stringify([first.body, second.body]);
    for (const { clientId, clientSecret } of technicians) {
      expect(text).not.toContain(clientId);
      expect(text).not.toContain(clientSecret);
    }
    expect(text).not.toMatch(/ciphertext|verifier|hash|refreshToken|"lease/i);
  });

  it('are found by the beginning of their id and by state', async () => {
    const [id = ''] = idsOf((await admin('clients')).body);
    await scene.dataSource.query(
      `UPDATE oauth_tokens SET needs_reauth = true, needs_reauth_reason = 'invalid_code', needs_reauth_at = now()
        WHERE id = $1`,
      [id],
    );

    expect(idsOf((await admin(`clients?id=${id.slice(0, 13)}`)).body)).toEqual([id]);
    expect(idsOf((await admin('clients?state=reauth_required')).body)).toEqual([id]);
    expect(idsOf((await admin('clients?state=ready')).body)).not.toContain(id);
    expect(idsOf((await admin('clients?state=failing')).body)).toEqual([]);
  });

  it('are found by their Client ID, which nothing shows, and by portal', async () => {
    scene.clock.advance(1_000);
    const technician = await scene.setUp();
    const id = await idOfNewest();
    await scene.dataSource.query(`UPDATE oauth_tokens SET portal = 'branch_office' WHERE id = $1`, [id]);

    const { body } = await admin(`clients?clientId=${technician.clientId}`);

    expect(idsOf(body)).toEqual([id]);
    expect(JSON.stringify(body)).not.toContain(technician.clientId);
    expect(idsOf((await admin('clients?portal=branch_office')).body)).toEqual([id]);
    expect(idsOf((await admin('clients?clientId=1000.NOBODY')).body)).toEqual([]);
  });

  it('begin anew when the administrator resets them: a dead one is tried again', async () => {
    scene.clock.advance(1_000);
    const technician = await scene.setUp();
    const id = await idOfNewest();
    const [{ next_refresh_at: planned }] = await scene.dataSource.query(
      'SELECT next_refresh_at FROM oauth_tokens WHERE id = $1',
      [id],
    );
    expect((await admin(`clients/${id}/reset`, 'POST')).body.client.nextRefreshAt).toBe(planned.toISOString());
    await scene.dataSource.query(
      `UPDATE oauth_tokens SET needs_reauth = true, needs_reauth_reason = 'invalid_code', needs_reauth_at = now(),
              consecutive_failures = 4, first_failure_at = now() WHERE id = $1`,
      [id],
    );

    const { status, body } = await admin(`clients/${id}/reset`, 'POST');

    expect(status).toBe(200);
    expect(body.client).toMatchObject({ state: 'ready', consecutiveFailures: 0, lastFailureCode: null });
    expect(body.client.nextRefreshAt).toBe(scene.clock.now().toISOString());
    expect(await scene.call(scene.replicas[0]!, technician)).toMatchObject({ status: 200 });
    await eventually(async () =>
      expect((await admin(`audit?connection=${id}&event=connection_reset`)).body.events).toMatchObject([
        { actor: 'admin', outcome: 'ok' },
        { actor: 'admin', outcome: 'ok' },
      ]),
    );
  });

  it.each([
    'limit=0',
    'clientId=%20',
    'portal=a/b',
    'limit=201',
    'limit=x',
    'state=dead',
    'id=%25',
    "id='",
    'after=1',
    'client=1',
    'state=ready&state=x',
  ])('are not looked for with %s', async (query) => {
    expect(await admin(`clients?${query}`)).toMatchObject({ status: 400, body: { error: { code: 'BAD_REQUEST' } } });
  });

  it('get a new token when the administrator asks for it', async () => {
    const technician = await scene.setUp();
    scene.clock.advance(120_000);
    const id = await idOfNewest();

    const { status, body } = await admin(`clients/${id}/refresh`, 'POST');

    expect(status).toBe(200);
    expect(body.client).toMatchObject({ id, refreshCount: 1, lastRefreshedAt: scene.clock.now().toISOString() });
    expect(await scene.call(scene.replicas[0]!, technician)).toMatchObject({ status: 200 });
    await eventually(async () =>
      expect((await admin(`audit?connection=${id}&event=admin_refreshed`)).body.events).toMatchObject([
        { actor: 'admin', outcome: 'ok' },
      ]),
    );
  });

  it('say why they get none', async () => {
    const technician = await scene.setUp();
    scene.clock.advance(120_000);
    const id = await idOfNewest();
    scene.simulators.accounts().faults.next(1, { kind: 'status', status: 503 });

    expect(await admin(`clients/${id}/refresh`, 'POST')).toMatchObject({
      status: 503,
      body: { error: { code: 'ZOHO_UNAVAILABLE' } },
    });
    expect(technician.clientId).toBeDefined();
    await eventually(async () =>
      expect((await admin(`audit?connection=${id}&event=admin_refreshed`)).body.events).toMatchObject([
        { outcome: 'ZOHO_UNAVAILABLE' },
      ]),
    );
  });

  it('are removed and revoked, which the audit shows and their person is told', async () => {
    const technician = await scene.setUp();
    const id = await idOfNewest();

    expect(await admin(`clients/${id}`, 'DELETE')).toEqual({ status: 200, body: { removed: true, revoked: true } });

    expect(await scene.call(scene.replicas[0]!, technician)).toMatchObject({ status: 409 });
    expect(await admin(`clients/${id}`, 'DELETE')).toMatchObject({ status: 404 });
    await eventually(async () =>
      expect((await admin(`audit?connection=${id}&event=connection_removed`)).body.events).toMatchObject([
        { actor: 'admin', outcome: 'revoked', requestId: expect.any(String) },
      ]),
    );
  });

  it.each([
    ['POST', `clients/${NOBODY}/refresh`],
    ['DELETE', `clients/${NOBODY}`],
    ['POST', `clients/${NOBODY}/reset`],
    ['POST', 'clients/x/refresh'],
    ['DELETE', "clients/1';--"],
  ])('are not there for %s %s', async (method, path) => {
    expect(await admin(path, method)).toMatchObject({ status: 404, body: { error: { code: 'CLIENT_NOT_FOUND' } } });
  });

  async function idOfNewest(): Promise<string> {
    const [row] = await scene.dataSource.query<{ id: string }[]>(
      'SELECT id FROM oauth_tokens ORDER BY created_at DESC, updated_at DESC LIMIT 1',
    );
    return row?.id ?? '';
  }
});
