import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import { ServerEvents } from '../../../src/common/events/server-events.js';
import { CircuitBreakers } from '../../../src/common/resilience/circuit-breakers.js';
import { AlertOutbox } from '../../../src/telemetry/alerts/alert-outbox.js';
import { CONNECTIONS_IN_TROUBLE } from '../../../src/telemetry/alerts/alert-transitions.js';
import { AlertWatch } from '../../../src/telemetry/alerts/alert-watch.js';
import { AlertJob } from '../../../src/telemetry/alerts/alert.job.js';
import { startApp, type TestApp } from '../../support/app.js';
import { type DatabaseUnderTest, describeOnEachDatabase, describeOnPostgres } from '../../support/database.js';
import { startWebhookReceiver, type WebhookReceiver, webhookEnv } from '../../support/webhook-receiver.js';

const MINUTE_MS = 60_000;

let receiver: WebhookReceiver;
let app: TestApp;
let drop: () => Promise<void>;
let others: TestApp[];
/** Starts one more replica on the database of the test. */
let another: () => Promise<TestApp>;

const types = () => receiver.alerts.map(({ type }) => type);
const tick = (of = app) => of.app.get(AlertJob).tick();
const sql = (text: string, parameters: unknown[] = []) => app.app.get(DataSource).query(text, parameters);

async function begin(database: DatabaseUnderTest, replicas = 1): Promise<void> {
  const { config, drop: dropIt } = await database.createEmpty();
  drop = dropIt;
  receiver = await startWebhookReceiver();
  const env = { SDP_ENCRYPTION_KEY: 'k'.repeat(32), ...webhookEnv(receiver) };
  app = await startApp({ database: config, env });
  const { clock, simulators } = app;
  another = () => startApp({ database: config, env, clock, simulators });
  others = [];
  for (let more = replicas - 1; more > 0; more -= 1) others.push(await another());
}

async function end(): Promise<void> {
  for (const other of others) await other.close();
  await app.close();
  await receiver.close();
  await drop();
}

/** A connection, by its id. */
async function setUp(): Promise<string> {
  const technician = app.simulators.newTechnician();
  const before = (await sql('SELECT id FROM oauth_tokens')).map(({ id }: { id: string }) => id);
  const response = await fetch(`${app.url}/oauth/setup`, {
    method: 'POST',
    headers: {
      'X-SDP-Client-Id': technician.clientId,
      'X-SDP-Client-Secret': technician.clientSecret,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ code: technician.grantToken() }),
  });
  expect(response.status).toBe(200);
  const [row] = await sql('SELECT id FROM oauth_tokens WHERE id <> ALL($1::uuid[])', [before]);
  return row.id;
}

const fail = (id: string, failures: number, firstAt: Date, code = 'timeout') =>
  sql(
    `UPDATE oauth_tokens SET consecutive_failures = $2, first_failure_at = $3, last_failure_at = $4,
            last_failure_code = $5 WHERE id = $1`,
    [id, failures, firstAt, app.clock.now(), code],
  );
const die = (id: string) =>
  sql(
    `UPDATE oauth_tokens SET needs_reauth = true, needs_reauth_reason = 'invalid_code', needs_reauth_at = $2,
            next_refresh_at = NULL WHERE id = $1`,
    [id, app.clock.now()],
  );
const recover = (id: string) =>
  sql(
    `UPDATE oauth_tokens SET needs_reauth = false, needs_reauth_reason = NULL, needs_reauth_at = NULL,
            consecutive_failures = 0, first_failure_at = NULL, last_failure_at = NULL, last_failure_code = NULL
      WHERE id = $1`,
    [id],
  );

describeOnEachDatabase('alerts', (database) => {
  beforeEach(() => begin(database));
  afterEach(end);

  it('tell of a dead grant once, signed, with what to do and no more than the id of the connection', async () => {
    const id = await setUp();
    await die(id);
    await tick();
    await tick();

    expect(receiver.forged).toBe(0);
    expect(receiver.alerts).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        type: 'reauth_required',
        at: app.clock.now().toISOString(),
        connectionId: id,
        code: 'invalid_code',
        message: expect.stringContaining('Zoho'),
        resolution: expect.stringContaining('set-up'),
      },
    ]);
  });

  it('tell of the third failure in a row, of a day of them, and once of the recovery', async () => {
    const id = await setUp();
    const first = app.clock.now();
    await fail(id, 2, first);
    await tick();
    expect(types()).toEqual([]);

    await fail(id, 3, first);
    await tick();
    app.clock.advance(24 * 60 * MINUTE_MS);
    await fail(id, 10, first);
    await tick();
    await recover(id);
    app.clock.advance(MINUTE_MS);
    await tick();
    await tick();

    expect(types()).toEqual(['refresh_failing', 'refresh_exhausted', 'connection_recovered']);
  });

  it('do not tell of each connection whose refreshes were held back by an open circuit', async () => {
    const id = await setUp();
    const first = app.clock.now();
    await fail(id, 3, first, 'circuit_open');
    await tick();
    expect(types()).toEqual([]);

    await fail(id, 4, first, 'server_error');
    await tick();
    expect(types()).toEqual(['refresh_failing']);
  });

  it('go out although nothing new can be looked for', async () => {
    await die(await setUp());
    receiver.statuses.push(500);
    await tick();
    jest.spyOn(app.app.get(AlertWatch), 'look').mockRejectedValue(new Error('too slow'));
    app.clock.advance(20_000);
    await tick();

    expect(types()).toEqual(['reauth_required']);
  });

  it('do not keep the next look waiting, however many there are and however slow the receiver', async () => {
    for (let count = 6; count > 0; count -= 1) await die(await setUp());
    receiver.arrived = () => app.clock.advance(3_000);

    await tick();
    expect(receiver.alerts).toHaveLength(5);
    await tick();
    expect(receiver.alerts).toHaveLength(6);
  });

  it('are raised in bounded numbers, until all are', async () => {
    const everybody = `SELECT 'reauth_required:' || n, 'reauth_required', NULL::uuid, NULL::text, NULL::text, now()
                         FROM generate_series(1, 900) n`;
    const counts: number[] = [];
    for (let looks = 3; looks > 0; looks -= 1) {
      await app.app.get(AlertOutbox).raise(everybody);
      counts.push((await sql('SELECT id FROM alerts')).length);
    }

    expect(counts).toEqual([500, 900, 900]);
  });

  it('are looked for without reading the connections that are well', async () => {
    // The other index of the table would do for a handful of rows, and not for all of them.
    await sql('DROP INDEX oauth_tokens_due');
    const plan = await app.app.get(DataSource).transaction(async (manager) => {
      await manager.query('SET LOCAL enable_seqscan = off');
      return manager.query(`EXPLAIN ${CONNECTIONS_IN_TROUBLE}`);
    });

    const text = plan.map((line: Record<string, string>) => line['QUERY PLAN']).join('\n');
    expect(text).not.toContain('Seq Scan');
    expect(text.match(/Index.* on oauth_tokens_in_trouble/g)).toHaveLength(3);
  });

  it('tell again when the same happens again', async () => {
    const id = await setUp();
    for (let times = 2; times > 0; times -= 1) {
      app.clock.advance(MINUTE_MS);
      await die(id);
      await tick();
      app.clock.advance(MINUTE_MS);
      await recover(id);
      await tick();
    }

    expect(types()).toEqual(['reauth_required', 'connection_recovered', 'reauth_required', 'connection_recovered']);
  });

  it('are tried again until the receiver takes them, later and later, and given up after a day', async () => {
    await die(await setUp());
    receiver.statuses.push(500, 302, 500);
    await tick();
    await tick();
    expect(receiver.requests).toHaveLength(1);
    for (const ms of [20_000, 40_000, 80_000]) {
      app.clock.advance(ms);
      await tick();
    }
    expect(receiver.requests).toHaveLength(4);
    expect(types()).toEqual(['reauth_required']);
    expect(new Set(receiver.requests.map((request) => /"id":"([^"]+)"/.exec(request)?.[1])).size).toBe(1);

    receiver.statuses.push(...Array.from({ length: 100 }, () => 503));
    await die(await setUp());
    for (let hours = 30; hours > 0; hours -= 1) {
      app.clock.advance(75 * MINUTE_MS);
      await tick();
    }
    const tried = receiver.requests.length;
    app.clock.advance(24 * 60 * MINUTE_MS);
    await tick();
    expect(receiver.requests).toHaveLength(tried);
    expect(app.log.join('')).toContain('alert_given_up');
    expect(app.log.join('')).not.toContain(receiver.url);
  });

  it('tell of a circuit that is open for over a minute, and when it is closed', async () => {
    const breaker = app.app.get(CircuitBreakers).get('sdp-api:us');
    const sick = () => breaker.run(() => Promise.reject(new Error('sick')), { isSick: () => true });
    for (let calls = 20; calls > 0; calls -= 1) await sick().catch(() => undefined);
    await tick();
    app.clock.advance(MINUTE_MS);
    await tick();
    expect(types()).toEqual([]);

    app.clock.advance(15_000);
    await tick();
    await tick();
    expect(receiver.alerts).toMatchObject([{ type: 'circuit_open', circuit: 'sdp-api:us' }]);

    app.clock.advance(10 * MINUTE_MS);
    await tick();
    breaker.reset();
    app.clock.advance(15_000);
    await tick();
    expect(types()).toEqual(['circuit_open']);
    app.clock.advance(30_000);
    await tick();
    await tick();
    expect(types()).toEqual(['circuit_open', 'circuit_closed']);
  });

  it('are forgotten after a quarter of a year, except for what still lasts', async () => {
    const [dead, well] = [await setUp(), await setUp()];
    await die(dead);
    await die(well);
    await tick();
    await recover(well);
    app.clock.advance(MINUTE_MS);
    await tick();
    app.clock.advance(91 * 24 * 60 * MINUTE_MS);
    await tick();
    await tick();

    expect(await sql('SELECT connection_id FROM alerts')).toEqual([{ connection_id: dead }]);
    expect(receiver.alerts).toHaveLength(3);
  });
});

describeOnPostgres('alerts of two replicas', (database) => {
  beforeEach(() => begin(database, 2));
  afterEach(end);

  const everywhere = () => Promise.all([app, ...others].map((one) => tick(one)));

  it('go out after a restart, and not twice', async () => {
    await die(await setUp());
    receiver.statuses.push(500);
    await tick();
    expect(await sql('SELECT attempts FROM alerts')).toEqual([{ attempts: 1 }]);
    // The one that raised it is still there, and does nothing more.
    const restarted = await another();
    others.push(restarted);
    await sql('UPDATE alerts SET next_attempt_at = $1', [app.clock.now()]);
    await tick(restarted);
    await tick(restarted);

    expect(types()).toEqual(['reauth_required']);
    expect(await sql('SELECT next_attempt_at FROM alerts')).toEqual([{ next_attempt_at: null }]);
  });

  it('tell of each transition once', async () => {
    const ids = [await setUp(), await setUp(), await setUp(), await setUp()];
    for (const id of ids) await die(id);
    await everywhere();
    await everywhere();
    for (const id of ids) await recover(id);
    app.clock.advance(MINUTE_MS);
    await everywhere();
    await everywhere();

    const count = (type: string) => types().filter((each) => each === type).length;
    expect([count('reauth_required'), count('connection_recovered'), receiver.alerts.length]).toEqual([4, 4, 8]);
    expect(receiver.forged).toBe(0);
  });

  it('tell once that the database is back, when both had lost it', async () => {
    app.app.get(ServerEvents).emit({ type: 'database_back', lostForMs: MINUTE_MS });
    app.clock.advance(3_000);
    others[0]!.app.get(ServerEvents).emit({ type: 'database_back', lostForMs: MINUTE_MS });
    await everywhere();
    expect(types()).toEqual(['database_back']);

    app.clock.advance(10 * MINUTE_MS);
    app.app.get(ServerEvents).emit({ type: 'database_back', lostForMs: MINUTE_MS });
    await everywhere();
    expect(types()).toEqual(['database_back', 'database_back']);
  });

  it('call a circuit closed when no replica has it open', async () => {
    const breakers = [app, ...others].map((one) => one.app.get(CircuitBreakers).get('sdp-api:us'));
    for (const breaker of breakers) {
      const sick = () => breaker.run(() => Promise.reject(new Error('sick')), { isSick: () => true });
      for (let calls = 20; calls > 0; calls -= 1) await sick().catch(() => undefined);
    }
    await everywhere();
    app.clock.advance(75_000);
    await everywhere();
    breakers[0]!.reset();
    for (let looks = 5; looks > 0; looks -= 1) {
      app.clock.advance(15_000);
      await everywhere();
    }
    expect(types()).toEqual(['circuit_open']);

    breakers[1]!.reset();
    app.clock.advance(45_000);
    await everywhere();
    expect(types()).toEqual(['circuit_open', 'circuit_closed']);
  });
});
