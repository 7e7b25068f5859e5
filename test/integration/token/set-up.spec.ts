import { beforeEach, expect, it } from '@jest/globals';
import { requestContext } from '../../../src/common/logging/request-context.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { HOUR, MINUTE, type Replica, SECOND, useTokenScene } from './token-scene.js';

describeOnEachDatabase('set-up with a grant token', (database) => {
  const scene = useTokenScene(database);
  let replica: Replica;

  beforeEach(async () => {
    replica = await scene.replica();
  });

  it('stores a connection that gives the token Zoho issued', async () => {
    const { client, connection } = await scene.setUp(replica);

    const token = await replica.tokens.getAccessToken(connection.id);

    expect(connection).toMatchObject({ state: 'ready', dataCenter: 'us', portal: null, refreshCount: 0 });
    expect(scene.zoho.introspect(token.value)).toMatchObject({ clientId: client.clientId });
    expect(scene.refreshes).toBe(0);
  });

  it('notes expiry, next refresh and granted scopes', async () => {
    const client = scene.zoho.registerClient();
    const scopes = ['SDPOnDemand.requests.READ', 'SDPOnDemand.setup.READ'];
    const code = scene.zoho.mintGrantToken(client, { scopes });

    const connection = await replica.connections.exchange(client, { code, dataCenter: 'us', portal: 'itdesk' });

    const expiresAt = connection.accessTokenExpiresAt!.getTime();
    const dueBeforeExpiry = expiresAt - connection.nextRefreshAt!.getTime();
    expect(expiresAt - scene.clock.nowMs()).toBe(HOUR - 30 * SECOND);
    expect(dueBeforeExpiry).toBeGreaterThanOrEqual(5 * MINUTE);
    expect(dueBeforeExpiry).toBeLessThanOrEqual(10 * MINUTE);
    expect(connection).toMatchObject({ scopes, portal: 'itdesk', createdAt: scene.clock.now() });
  });

  it('claims no scopes that Zoho does not tell', async () => {
    scene.zoho.settings.includeScope = false;

    expect((await scene.setUp(replica)).connection.scopes).toEqual([]);
  });

  it.each([
    ['was used', async (code: string, exchange: (code: string) => Promise<unknown>) => (await exchange(code), code)],
    ['has expired', async (code: string) => (scene.clock.advance(3 * MINUTE + SECOND), code)],
    ['is mistyped', async (code: string) => code.slice(0, -1)],
  ])('says so when the grant token %s', async (_what, spoil) => {
    const client = scene.zoho.registerClient();
    const exchange = (code: string) => replica.connections.exchange(client, { code, dataCenter: 'us' });
    const code = await spoil(scene.zoho.mintGrantToken(client), exchange);

    await expect(exchange(code)).rejects.toMatchObject({ code: 'GRANT_TOKEN_INVALID', retryable: false });
  });

  it('refuses the grant token of another client', async () => {
    const [mine, theirs] = [scene.zoho.registerClient(), scene.zoho.registerClient()];
    const code = scene.zoho.mintGrantToken(theirs);

    await expect(replica.connections.exchange(mine, { code, dataCenter: 'us' })).rejects.toMatchObject({
      code: 'GRANT_TOKEN_INVALID',
    });
    expect(await replica.connections.authenticate(mine)).toBeUndefined();
  });

  it.each([
    ['invalid_client_secret', 'CLIENT_REJECTED'],
    ['invalid_client', 'CLIENT_UNKNOWN'],
  ] as const)('refuses a wrong secret that Zoho calls %s', async (wrongSecretBody, expected) => {
    scene.zoho.settings.wrongSecretBody = wrongSecretBody;
    const client = scene.zoho.registerClient();
    const code = scene.zoho.mintGrantToken(client);

    const attempt = replica.connections.exchange({ ...client, clientSecret: 'wrong' }, { code, dataCenter: 'us' });

    await expect(attempt).rejects.toMatchObject({ code: expected, httpStatus: 401 });
    expect(await replica.connections.authenticate(client)).toBeUndefined();
  });

  it('names the data center it asked when the client is unknown there', async () => {
    const client = scene.zohoEu.registerClient();
    const code = scene.zohoEu.mintGrantToken(client);

    const attempt = replica.connections.exchange(client, { code, dataCenter: 'us' });

    await expect(attempt).rejects.toMatchObject({ code: 'CLIENT_UNKNOWN' });
    await expect(attempt).rejects.toThrow(/data center us/);
  });

  it('names the right data center of a client that is set up in it', async () => {
    const client = scene.zohoEu.registerClient();
    const grant = { code: scene.zohoEu.mintGrantToken(client), dataCenter: 'eu' } as const;
    await replica.connections.exchange(client, grant);

    const again = { code: scene.zohoEu.mintGrantToken(client), dataCenter: 'us' } as const;

    await expect(replica.connections.exchange(client, again)).rejects.toMatchObject({
      code: 'GRANT_TOKEN_WRONG_DATA_CENTER',
    });
  });

  it('refuses a redirect address that is not registered', async () => {
    const client = scene.zoho.registerClient({ kind: 'server', redirectUris: ['https://sdp.example/oauth/callback'] });
    const code = await consent(client.clientId);

    await expect(
      replica.connections.exchange(client, { code, dataCenter: 'us', redirectUri: 'https://other.example/callback' }),
    ).rejects.toMatchObject({ code: 'REDIRECT_URI_MISMATCH' });
  });

  it('asks for prompt=consent when Zoho gives no refresh token', async () => {
    const redirectUri = 'https://sdp.example/oauth/callback';
    const client = scene.zoho.registerClient({ kind: 'server', redirectUris: [redirectUri] });
    await consent(client.clientId);
    const code = await consent(client.clientId);

    const attempt = replica.connections.exchange(client, { code, dataCenter: 'us', redirectUri });

    await expect(attempt).rejects.toMatchObject({ code: 'REFRESH_TOKEN_MISSING' });
    expect((await replica.connections.counts()).total).toBe(0);
  });

  it.each([
    ['throttles', { kind: 'status', status: 400, body: { error: 'Access Denied' } }, 'ZOHO_THROTTLED'],
    ['is down', { kind: 'status', status: 503 }, 'ZOHO_UNAVAILABLE'],
    ['shows a page', { kind: 'html' }, 'ZOHO_UNAVAILABLE'],
    ['resets the connection', { kind: 'reset' }, 'ZOHO_UNAVAILABLE'],
  ] as const)('stores nothing when Zoho %s, and works with the same token afterwards', async (_what, fault, code) => {
    const client = scene.zoho.registerClient();
    const grant = { code: scene.zoho.mintGrantToken(client), dataCenter: 'us' } as const;
    scene.zoho.faults.next(1, fault);

    await expect(replica.connections.exchange(client, grant)).rejects.toMatchObject({ code, retryable: true });

    expect((await replica.connections.counts()).total).toBe(0);
    await expect(replica.connections.exchange(client, grant)).resolves.toMatchObject({ state: 'ready' });
  });

  it('stops a flood of wrong grant tokens before it reaches Zoho', async () => {
    const client = scene.zoho.registerClient();
    const exchange = (code: string) => replica.connections.exchange(client, { code, dataCenter: 'us' });
    for (let count = 0; count < 5; count += 1) await expect(exchange('1000.wrong')).rejects.toThrow();

    const refused = exchange('1000.wrong');

    await expect(refused).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS', retryAfterSeconds: 60 });
    expect(scene.zoho.meter).toHaveLength(5);
    scene.clock.advance(MINUTE);
    await expect(exchange(scene.zoho.mintGrantToken(client))).resolves.toMatchObject({ state: 'ready' });
  });

  it('is not stopped by a stranger who uses up tries from another address, or for a connection that stands', async () => {
    const client = scene.zoho.registerClient();
    const from = (address: string, clientSecret: string, code: string) =>
      requestContext.run({ requestId: 'r', address }, () =>
        replica.connections.exchange({ ...client, clientSecret }, { code, dataCenter: 'us' }),
      );
    const guess = async (address: string) => {
      for (let count = 0; count < 5; count += 1) {
        await expect(from(address, `guess-${count}`, '1000.wrong')).rejects.not.toMatchObject({
          code: 'TOO_MANY_ATTEMPTS',
        });
      }
      await expect(from(address, 'guess-5', '1000.wrong')).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    };

    await guess('192.0.2.1');
    const { clientSecret } = client;
    await from('192.0.2.2', clientSecret, scene.zoho.mintGrantToken(client));
    await guess('192.0.2.2');
    await from('192.0.2.2', clientSecret, scene.zoho.mintGrantToken(client));
  });

  it('is bounded for one address over all clients, failures only', async () => {
    const from = (client: { clientId: string; clientSecret: string }, code: string) =>
      requestContext.run({ requestId: 'r', address: '192.0.2.3' }, () =>
        replica.connections.exchange(client, { code, dataCenter: 'us' }),
      );
    for (let count = 0; count < 100; count += 1) {
      const stranger = { clientId: `1000.STRANGER${count}`, clientSecret: 'guess' };
      await expect(from(stranger, '1000.wrong')).rejects.not.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
      if (count === 50) {
        const client = scene.zoho.registerClient();
        await from(client, scene.zoho.mintGrantToken(client));
      }
    }

    const next = from({ clientId: '1000.STRANGER100', clientSecret: 'guess' }, '1000.wrong');
    await expect(next).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
  });

  it('replaces the tokens of a client that is set up already, and revokes the old ones', async () => {
    const { client, connection } = await scene.setUp(replica);
    const before = await scene.row(connection);

    const { connection: again } = await scene.setUp(replica, client);

    const after = await scene.row(connection);
    expect(again.id).toBe(connection.id);
    expect(after.tokenVersion).toBe(before.tokenVersion + 1);
    expect(after.credentialGeneration).toBe(before.credentialGeneration + 1);
    expect(scene.zoho.liveTokens(client).refreshTokens).toHaveLength(1);
    expect(scene.zoho.introspect((await replica.tokens.getAccessToken(again.id)).value)).toBeDefined();
  });

  it('keeps the portal when the second set-up names none', async () => {
    const client = scene.zoho.registerClient();
    const grant = () => ({ code: scene.zoho.mintGrantToken(client), dataCenter: 'us' as const });
    await replica.connections.exchange(client, { ...grant(), portal: 'itdesk' });

    expect(await replica.connections.exchange(client, grant())).toMatchObject({ portal: 'itdesk' });
    expect(await replica.connections.exchange(client, { ...grant(), portal: 'hr' })).toMatchObject({ portal: 'hr' });
  });

  it('lets the last of many set-ups at once win, with one living grant left', async () => {
    const other = await scene.replica();
    const client = scene.zoho.registerClient();
    const codes = Array.from({ length: 8 }, () => scene.zoho.mintGrantToken(client));

    const connections = await Promise.all(
      codes.map((code, index) =>
        (index % 2 ? replica : other).connections.exchange(client, { code, dataCenter: 'us' }),
      ),
    );

    const { id } = connections[0]!;
    expect(new Set(connections.map((connection) => connection.id))).toEqual(new Set([id]));
    expect((await scene.row({ id })).tokenVersion).toBe(8);
    expect(scene.zoho.liveTokens(client).refreshTokens).toHaveLength(1);
    await replica.tokens.refreshNow(id);
  });

  it('says what is set up in figures', async () => {
    await scene.setUp(replica);
    const { connection } = await scene.setUp(replica);
    scene.zoho.faults.next(1, { kind: 'reset' });
    await expect(replica.tokens.refreshNow(connection.id)).rejects.toThrow();

    expect(await replica.connections.counts()).toEqual({ total: 2, ready: 2, reauthRequired: 0, failing: 1 });
  });

  /** The browser's part of the redirect flow, without prompt=consent; returns the code. */
  async function consent(clientId: string): Promise<string> {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      scope: 'SDPOnDemand.requests.ALL',
      redirect_uri: 'https://sdp.example/oauth/callback',
      access_type: 'offline',
    });
    const answer = await fetch(`${scene.zoho.url}/oauth/v2/auth?${query.toString()}`, { redirect: 'manual' });
    return new URL(answer.headers.get('location')!).searchParams.get('code')!;
  }
});
