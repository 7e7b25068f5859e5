import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { AlertJob } from '../../src/telemetry/alerts/alert.job.js';
import { TokenRefreshJob } from '../../src/token/token-refresh.job.js';
import type { SimulatedTechnician } from '../simulators/simulators.js';
import { startApp, type TestApp } from '../support/app.js';
import { describeOnEachDatabase } from '../support/database.js';
import { startWebhookReceiver, type WebhookReceiver, webhookEnv } from '../support/webhook-receiver.js';

const KEY = 'canary-encryption-key-0123456789';
const ACCESS_KEY = 'canary-access-key-0123456789';
const ADMIN_TOKEN = 'canary-admin-token-0123456789';
const METRICS_TOKEN = 'canary-metrics-token-0123456789';
const WRONG_SECRET = 'canary00wrong00secret00aa11bb22cc33dd44ee55';
const MINUTE_MS = 60_000;

/** The ways in which a secret could stand in a text. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    encodeURIComponent(secret),
    bytes.toString('base64').replace(/=+$/, '').slice(0, -1),
    bytes.toString('base64url').slice(0, -1),
    bytes.toString('hex'),
  ];
}

describeOnEachDatabase('a secret, in a full run with every log line', (database) => {
  let app: TestApp;
  let drop: () => Promise<void>;
  let receiver: WebhookReceiver;
  let technician: SimulatedTechnician;
  let basic: string;
  const answers: string[] = [];

  beforeAll(async () => {
    const empty = await database.createEmpty();
    drop = empty.drop;
    receiver = await startWebhookReceiver();
    app = await startApp({
      database: empty.config,
      env: {
        SDP_ENCRYPTION_KEY: KEY,
        SDP_ACCESS_KEYS: ACCESS_KEY,
        SDP_ADMIN_TOKEN: ADMIN_TOKEN,
        SDP_METRICS_TOKEN: METRICS_TOKEN,
        ...webhookEnv(receiver),
      },
    });
    technician = app.simulators.newTechnician();
    basic = Buffer.from(`${technician.clientId}:${technician.clientSecret}`).toString('base64');
    await fullRun();
  }, 120_000);

  afterAll(async () => {
    await app?.close();
    await receiver?.close();
    await drop?.();
  });

  const credentials = (secret = technician.clientSecret) => ({
    'X-SDP-Client-Id': technician.clientId,
    'X-SDP-Client-Secret': secret,
  });

  async function send(method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<void> {
    const response = await fetch(`${app.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        'X-SDP-Access-Key': ACCESS_KEY,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    answers.push(`${method} ${path.split('?')[0]} ${JSON.stringify([...response.headers])} ${await response.text()}`);
  }

  async function tools(client: Client): Promise<void> {
    const [ticket] = [...app.simulators.sdp().store.requests.values()];
    const calls: [string, Record<string, unknown>][] = [
      ['check_auth_status', {}],
      ['list_requests', { limit: 2 }],
      ['get_request', { request_id: ticket!.display_id }],
      ['add_private_note', { request_id: ticket!.display_id, note_content: 'checked' }],
      ['complete_setup', { grant_token: technician.grantToken() }],
      ['complete_setup', { grant_token: '1000.canary0000000000000000000000000.canary0000000000000000000000000' }],
      ['get_request', { request_id: 'nonsense' }],
    ];
    for (const [name, args] of calls) answers.push(JSON.stringify(await client.callTool({ name, arguments: args })));
  }

  async function fullRun(): Promise<void> {
    const { accounts, sdp } = { accounts: app.simulators.accounts(), sdp: app.simulators.sdp() };
    const setup = (code: string) => send('POST', '/oauth/setup', credentials(), { code });

    await send('GET', '/oauth/initialize', credentials());
    await setup('1000.canary0000000000000000000000000.canary0000000000000000000000000');
    accounts.faults.next(1, { kind: 'html' });
    await setup(technician.grantToken());
    accounts.faults.next(1, { kind: 'reset' });
    await setup(technician.grantToken());
    await setup(technician.grantToken());
    await send('GET', '/oauth/status', { Authorization: `Basic ${basic}` });
    await send('GET', '/oauth/status', credentials(WRONG_SECRET));
    await send('GET', `/oauth/status?client_secret=${WRONG_SECRET}`, {});
    await send('POST', '/oauth/setup', credentials(), `{"code": "${technician.clientSecret}`);
    await send('POST', '/oauth/setup', credentials(), { code: technician.clientSecret, token: WRONG_SECRET });
    await send('GET', '/oauth/status', { 'X-SDP-Access-Key': `${WRONG_SECRET}x` });
    await send('GET', `/oauth/callback?code=${technician.grantToken()}&state=${WRONG_SECRET}`, {});
    await send('POST', '/oauth/validate', credentials());

    app.clock.advance(56 * MINUTE_MS);
    await app.app.get(TokenRefreshJob).tick();
    accounts.expireAccessTokens();
    sdp.faults.next(1, { kind: 'html' });

    const requestInit = { headers: { ...credentials(), 'X-SDP-Access-Key': ACCESS_KEY } };
    for (const transport of [
      new StreamableHTTPClientTransport(new URL(`${app.url}/mcp`), { requestInit }),
      new SSEClientTransport(new URL(`${app.url}/sse`), { requestInit }),
    ]) {
      const client = new Client({ name: 'canary', version: '1.0.0' });
      await client.connect(transport);
      await tools(client);
      await client.close();
    }

    app.clock.advance(20 * MINUTE_MS);
    await send('POST', '/oauth/refresh', credentials());
    accounts.revokeRefreshToken(technician);
    app.clock.advance(70 * MINUTE_MS);
    await send('POST', '/oauth/refresh', credentials());
    app.clock.advance(2 * MINUTE_MS);
    await send('POST', '/oauth/refresh', credentials());

    await app.app.get(AlertJob).tick();
    await send('GET', '/metrics', {});
    await send('GET', '/metrics', { Authorization: `Bearer ${METRICS_TOKEN}` });
  }

  const secrets = (): string[] => [
    KEY,
    ACCESS_KEY,
    ADMIN_TOKEN,
    METRICS_TOKEN,
    receiver.secret,
    WRONG_SECRET,
    basic,
    ...app.simulators.accounts().secrets,
  ];

  function expectNone(where: string, text: string): void {
    const found = secrets().filter((secret) => spellings(secret).some((spelling) => text.includes(spelling)));
    expect({ where, found: found.map((secret) => `${secret.slice(0, 9)}…`) }).toEqual({ where, found: [] });
  }

  it('was really used: tokens were issued, and answers and log lines came', () => {
    expect(app.simulators.accounts().secrets.length).toBeGreaterThan(6);
    expect(answers.join('')).toContain('"status":"ready"');
    expect(app.log.length).toBeGreaterThan(20);
  });

  it('stands in no answer and no tool result', () => {
    answers.forEach((answer) => expectNone(answer.slice(0, 80), answer));
  });

  it('stands in no metric, and no id of a connection does either', () => {
    const metrics = answers.find((answer) => answer.includes('sdp_mcp_token_refreshes_total{'));
    expect(metrics).toBeDefined();
    expectNone('metrics', metrics!);
    expect(metrics).not.toContain(technician.clientId);
    // Besides the id of the request.
    expect(metrics!.split('# HELP').slice(1).join('')).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  it('stands in nothing that the webhook was sent', () => {
    expect(receiver.alerts.map(({ type }) => type)).toContain('reauth_required');
    for (const request of receiver.requests) {
      expectNone('webhook', request);
      expect(request).not.toContain(technician.clientId);
    }
  });

  it('stands in no log line', () => {
    expectNone('log', app.log.join(''));
  });

  it('stands in no column that can be read, and the client id in none either', async () => {
    const dataSource = app.app.get(DataSource);
    const tables: { name: string }[] = await dataSource.query(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    expect(tables.map(({ name }) => name)).toContain('oauth_tokens');

    for (const { name } of tables) {
      const rows: { row: string }[] = await dataSource.query(`SELECT t::text AS row FROM "${name}" t`);
      const text = rows.map(({ row }) => row).join('\n');
      expectNone(name, text);
      expect(text).not.toContain(technician.clientId);
      // bytea shows as hex: the spelling above covers a secret stored as its plain bytes.
      expect(text).not.toContain(Buffer.from(technician.clientId).toString('hex'));
    }
  });
});
