import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { ServerEvents } from '../../../src/common/events/server-events.js';
import { metricsPage } from '../../docs/metrics-page.js';
import { startApp, type TestApp } from '../../support/app.js';
import { type DatabaseUnderTest, describeOnEachDatabase } from '../../support/database.js';
import { sampleEvents } from '../../support/sample-events.js';
import { connectors } from '../../support/sdk-clients.js';
import { type Family, parseExposition, valueOf } from './exposition.js';

const scrape = async (app: TestApp, headers: Record<string, string> = {}) => fetch(`${app.url}/metrics`, { headers });
const textOf = async (app: TestApp) => (await scrape(app)).text();

describe('GET /metrics', () => {
  let app: TestApp;
  let families: Map<string, Family>;

  beforeAll(async () => {
    app = await startApp({ env: { SDP_ACCESS_KEYS: 'an-access-key-0123456789' } });
    for (const event of Object.values(sampleEvents)) app.app.get(ServerEvents).emit(event);
    families = parseExposition(await textOf(app));
  });
  afterAll(() => app.close());

  const ours = () => [...families].filter(([name]) => name.startsWith('sdp_mcp_'));

  it('answers in the text format, without an access key and to any Host, and is not kept', async () => {
    const response = await scrape(app);

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; ?version=0\.0\.4/);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('has our metrics and those of the process, and nothing else', () => {
    expect(ours().length).toBeGreaterThan(20);
    expect(families.has('nodejs_eventloop_lag_p99_seconds')).toBe(true);
    expect(families.has('process_resident_memory_bytes')).toBe(true);
    expect([...families.keys()].filter((name) => !/^(sdp_mcp|process|nodejs)_/.test(name))).toEqual([]);
  });

  it('names them by the conventions: base units, _total for counters and for nothing else, a sentence of help', () => {
    for (const [name, { type, help }] of ours()) {
      expect(name).toMatch(/^[a-z_]+$/);
      expect(name.endsWith('_total')).toBe(type === 'counter');
      expect(name).not.toMatch(/milli|minute|hour|_ms(_|$)/);
      if (type === 'histogram') expect(name).toMatch(/_seconds$/);
      expect(help).toMatch(/^[A-Z0-9].{10,}\.$/);
    }
  });

  it('hears every event that is counted', () => {
    const untouched = ours()
      .filter(([, { type }]) => type !== 'gauge')
      .filter(([, { samples }]) => !samples.some(({ value }) => value > 0))
      .map(([name]) => name);

    // The token of the sample was replaced in time.
    expect(untouched).toEqual(['sdp_mcp_token_refresh_late_seconds']);
  });

  it('spreads the time of calls over 5 ms to 60 s', () => {
    const bounds = families
      .get('sdp_mcp_tool_call_duration_seconds')!
      .samples.filter(({ name }) => name.endsWith('_bucket'))
      .map(({ labels }) => Number(labels['le']!.replace('+Inf', 'Infinity')));

    expect([bounds[0], bounds.at(-2), bounds.at(-1)]).toEqual([0.005, 60, Infinity]);
  });

  it('labels with words of known lists, never with ids', () => {
    const labels = new Set(
      ours().flatMap(([, { samples }]) => samples.flatMap((sample) => Object.keys(sample.labels))),
    );

    expect([...labels].sort()).toEqual([
      'by',
      'circuit',
      'data_center',
      'le',
      'method',
      'outcome',
      'reason',
      'state',
      'to',
      'tool',
      'trigger',
      'version',
    ]);
    expect(JSON.stringify(ours())).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  it('counts how early and how late tokens are replaced', async () => {
    app.app.get(ServerEvents).emit({ ...sampleEvents.token_refreshed, leftMs: -4_000 });
    const text = await textOf(app);

    expect(valueOf(text, 'sdp_mcp_token_refresh_lead_seconds_sum')).toBe(330);
    expect(valueOf(text, 'sdp_mcp_token_refresh_late_seconds_sum')).toBe(4);
  });
});

describe('docs/METRICS.md', () => {
  it('is what npm run docs makes', async () => {
    const page = await readFile(join(import.meta.dirname, '../../../docs/METRICS.md'), 'utf8');

    expect(page).toBe(await metricsPage());
  });
});

describe('GET /metrics with SDP_METRICS_TOKEN', () => {
  let app: TestApp;
  const token = 'a-token-of-the-scraper';
  beforeAll(async () => {
    app = await startApp({ env: { SDP_METRICS_TOKEN: token } });
  });
  afterAll(() => app.close());

  it.each<Record<string, string>>([
    {},
    { Authorization: 'Bearer a-token-of-the-scrapeR' },
    { Authorization: `Basic ${token}` },
  ])('refuses %j and asks for a bearer', async (headers) => {
    const response = await scrape(app, headers);

    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(await response.json()).toMatchObject({ error: { code: 'METRICS_TOKEN_REQUIRED' } });
  });

  it('answers whoever has the token', async () => {
    expect((await scrape(app, { Authorization: `Bearer ${token}` })).status).toBe(200);
  });
});

describeOnEachDatabase('metrics of a working server', (database: DatabaseUnderTest) => {
  let app: TestApp;
  let drop: () => Promise<void>;
  afterEach(async () => {
    await app.close();
    await drop();
  });

  async function start(): Promise<void> {
    const empty = await database.createEmpty();
    drop = empty.drop;
    app = await startApp({ database: empty.config });
  }

  async function setUp() {
    const technician = app.simulators.newTechnician();
    const headers = { 'X-SDP-Client-Id': technician.clientId, 'X-SDP-Client-Secret': technician.clientSecret };
    const client = await connectors['SDK v1 over SSE']!(app.url, headers);
    await client.callTool('complete_setup', { grant_token: technician.grantToken() });
    return client;
  }

  it('count calls, exchanges and sessions', async () => {
    await start();
    const client = await setUp();
    await client.callTool('list_requests', { limit: 1 });
    await client.callTool('list_requests', { nonsense: 1 });
    const text = await textOf(app);
    await client.close();

    expect(valueOf(text, 'sdp_mcp_tool_calls_total', { tool: 'list_requests', outcome: 'ok' })).toBe(1);
    expect(valueOf(text, 'sdp_mcp_tool_calls_total', { tool: 'list_requests', outcome: 'INVALID_ARGUMENTS' })).toBe(1);
    expect(valueOf(text, 'sdp_mcp_tool_call_duration_seconds_count', { tool: 'list_requests' })).toBe(2);
    expect(
      valueOf(text, 'sdp_mcp_sdp_requests_total', { data_center: 'us', method: 'GET', outcome: 'ok' }),
    ).toBeGreaterThan(0);
    expect(valueOf(text, 'sdp_mcp_sse_sessions')).toBe(1);
    expect(valueOf(text, 'sdp_mcp_circuit_state', { circuit: 'sdp-api:us' })).toBe(0);
  });

  it('tell the states of connections and what waits to be refreshed, a quarter of a minute old at most', async () => {
    await start();
    const states = async () => {
      const family = parseExposition(await textOf(app)).get('sdp_mcp_connections')!;
      return Object.fromEntries(family.samples.map(({ labels, value }) => [labels['state'], value]));
    };
    for (let people = 4; people > 0; people -= 1) await (await setUp()).close();
    expect(await states()).toEqual({ ready: 4, failing: 0, reauth_required: 0 });

    const rows = app.app.get(DataSource);
    const [a, b, c] = (await rows.query<{ id: string }[]>('SELECT id FROM oauth_tokens')).map(({ id }) => id);
    const now = app.clock.now();
    await rows.query(
      'UPDATE oauth_tokens SET consecutive_failures = 1, first_failure_at = $2, next_refresh_at = $2 WHERE id = $1',
      [a, now],
    );
    await rows.query(
      `UPDATE oauth_tokens SET needs_reauth = true, needs_reauth_reason = 'invalid_code', needs_reauth_at = $2,
              next_refresh_at = NULL WHERE id = $1`,
      [b, now],
    );
    await rows.query('UPDATE oauth_tokens SET next_refresh_at = $2 WHERE id = $1', [
      c,
      new Date(now.getTime() - 200_000),
    ]);
    expect(await states()).toEqual({ ready: 4, failing: 0, reauth_required: 0 });

    app.clock.advance(15_000);
    expect(await states()).toEqual({ ready: 2, failing: 1, reauth_required: 1 });
    const text = await textOf(app);
    expect(valueOf(text, 'sdp_mcp_token_refreshes_waiting', { state: 'due' })).toBe(1);
    expect(valueOf(text, 'sdp_mcp_token_refreshes_waiting', { state: 'overdue' })).toBe(1);
    expect(valueOf(text, 'sdp_mcp_deferred_writes', { state: 'pending' })).toBe(0);
    expect(valueOf(text, 'sdp_mcp_database_up')).toBe(1);

    // Figures that seem to come from the future say nothing of the present.
    await rows.query('UPDATE oauth_tokens SET consecutive_failures = 0 WHERE id = $1', [a]);
    app.clock.advance(-3_600_000);
    expect(await states()).toEqual({ ready: 3, failing: 0, reauth_required: 1 });
  });

  it('go without the figures of a database that is down', async () => {
    await start();
    await app.app.get(DataSource).destroy();
    const text = await textOf(app);

    expect(valueOf(text, 'sdp_mcp_database_up')).toBe(0);
    for (const name of ['connections', 'token_refreshes_waiting', 'deferred_writes']) {
      expect(parseExposition(text).get(`sdp_mcp_${name}`)?.samples).toEqual([]);
    }
    expect(valueOf(text, 'sdp_mcp_tool_calls_total')).toBeUndefined();
  });
});
