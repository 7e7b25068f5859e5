import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CircuitBreakers } from '../../../src/common/resilience/circuit-breakers.js';
import { DATA_CENTER_HOSTS } from '../../../src/common/data-center.js';
import { ZohoAccountsClient } from '../../../src/token/zoho-accounts.client.js';
import { ZohoAccountsSimulator } from '../../simulators/zoho-accounts/zoho-accounts.simulator.js';
import { FakeClock } from '../../support/fake-clock.js';

const REFRESH = { clientId: '1000.X', clientSecret: 'secret', refreshToken: '1000.y' };

describe('the client of Zoho Accounts', () => {
  let zoho: ZohoAccountsSimulator;
  let breakers: CircuitBreakers;
  const clients: ZohoAccountsClient[] = [];

  beforeEach(async () => {
    zoho = await ZohoAccountsSimulator.start({ clock: new FakeClock() });
    breakers = new CircuitBreakers(new FakeClock());
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    breakers.shutdown();
    await zoho.close();
  });

  function clientOf(accountsUrl: string, longestCallMs = 300): ZohoAccountsClient {
    const client = new ZohoAccountsClient(
      { dataCenters: { us: { ...DATA_CENTER_HOSTS.us, accountsUrl } } },
      breakers,
      longestCallMs,
    );
    clients.push(client);
    return client;
  }

  async function serverOf(listener: RequestListener) {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
  }

  it('gives up on an answer that does not come', async () => {
    zoho.faults.next(1, { kind: 'hang' });

    expect(await clientOf(zoho.url).refreshTokenGrant('us', REFRESH)).toEqual({
      kind: 'transient',
      code: 'timeout',
      mayHaveIssued: true,
    });
  });

  it('knows that nothing was sent when there is no connection', async () => {
    const { url } = zoho;
    await zoho.close();

    expect(await clientOf(url).refreshTokenGrant('us', REFRESH)).toEqual({
      kind: 'transient',
      code: 'unreachable',
      mayHaveIssued: false,
    });
    zoho = await ZohoAccountsSimulator.start();
  });

  it('does not know whether a token was issued when the connection breaks', async () => {
    zoho.faults.next(1, { kind: 'reset' });

    expect(await clientOf(zoho.url).refreshTokenGrant('us', REFRESH)).toMatchObject({
      code: 'network',
      mayHaveIssued: true,
    });
  });

  it.each([301, 302, 307, 308])('does not carry the secret along a redirect (%i)', async (status) => {
    const arrived: string[] = [];
    const server = await serverOf((req, res) => {
      arrived.push(req.url ?? '');
      res.writeHead(status, { location: `${zoho.url}/oauth/v2/token` }).end();
    });

    const verdict = await clientOf(server.url).refreshTokenGrant('us', REFRESH);
    server.close();

    expect(verdict).toMatchObject({ kind: 'transient', code: 'redirected' });
    expect(arrived).toEqual(['/oauth/v2/token']);
    expect(zoho.meter).toHaveLength(0);
  });

  it('stops reading an answer beyond all measure', async () => {
    const server = await serverOf((_req, res) => {
      res.writeHead(200, { 'content-type': 'application/json' }).end(`{"access_token":"${'a'.repeat(200_000)}"}`);
    });

    const verdict = await clientOf(server.url).refreshTokenGrant('us', REFRESH);
    server.close();

    expect(verdict).toMatchObject({ kind: 'transient', code: 'unreadable_answer' });
  });

  it('does not guess a host for a data center without one', async () => {
    expect(await clientOf(zoho.url).refreshTokenGrant('jp', REFRESH)).toEqual({
      kind: 'configuration',
      code: 'data_center_unknown',
    });
    expect(await clientOf(zoho.url).revoke('jp', 'token')).toBe(false);
  });

  it('leaves a sick Zoho alone after a while, and asks again when the circuit is reset', async () => {
    const client = clientOf(zoho.url);
    zoho.faults.untilCleared({ kind: 'status', status: 503 });
    for (let count = 0; count < 25; count += 1) await client.refreshTokenGrant('us', REFRESH);

    expect(await client.refreshTokenGrant('us', REFRESH)).toMatchObject({
      code: 'circuit_open',
      mayHaveIssued: false,
      retryAfterSeconds: expect.any(Number),
    });
    expect(zoho.meter.length).toBeLessThan(26);
    expect(breakers.list()).toMatchObject([{ name: 'zoho-accounts:us', state: 'open' }]);
    zoho.faults.clear();
    breakers.reset('zoho-accounts:us');
    expect(await client.refreshTokenGrant('us', REFRESH)).toMatchObject({ kind: 'permanent' });
  });

  it.each([
    ['throttling', { error: 'Access Denied' }],
    ['a final word', { error: 'invalid_code' }],
    ['a word about the request', { error: 'general_error' }],
  ])('does not take %s for sickness', async (_what, body) => {
    const client = clientOf(zoho.url);
    zoho.faults.untilCleared({ kind: 'status', status: 400, body });
    for (let count = 0; count < 40; count += 1) await client.refreshTokenGrant('us', REFRESH);

    expect(breakers.list()).toMatchObject([{ state: 'closed' }]);
    expect(zoho.meter).toHaveLength(40);
  });
});
