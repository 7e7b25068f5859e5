import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type SimulatedTechnician, type Simulators, startSimulators } from '../simulators/simulators.js';
import { runCli } from '../support/cli-process.js';
import { describeOnPostgres, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { type ServerProcess, startServerProcess } from '../support/server-process.js';
import { BOTH, idOf, NEW, OLD } from '../integration/keys/keys-scene.js';

const PEOPLE = 12;
/** One call after the other each, as people at work. */
const CALLERS = 6;
const SERVERS = 2;

/** Callers, refreshes and new set-ups go on all the while; each call goes to the next server, as behind a balancer. */
describeOnPostgres('the encryption key of servers at work', (database) => {
  let simulators: Simulators;
  let own: TestDatabase;
  let servers: ServerProcess[] = [];
  const people: SimulatedTechnician[] = [];
  const failures: string[] = [];
  let calls = 0;
  let working = true;

  const environment = (keys: string): NodeJS.ProcessEnv => ({
    ...simulators.environment(),
    DATABASE_URL: (own.config as { url: string }).url,
    SDP_ENCRYPTION_KEYS: keys,
    LOG_LEVEL: 'warn',
    SDP_DRAIN_DELAY_SECONDS: '0',
  });
  const post = (server: ServerProcess, person: SimulatedTechnician, path: string, body: object = {}) =>
    fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: {
        'X-SDP-Client-Id': person.clientId,
        'X-SDP-Client-Secret': person.clientSecret,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify(body),
    });
  const setUp = async (server: ServerProcess) => {
    const person = simulators.newTechnician();
    const response = await post(server, person, '/oauth/setup', { code: person.grantToken() });
    if (!response.ok) failures.push(`set-up: ${await response.text()}`);
    people.push(person);
  };
  /** A balancer sends nobody to a server that is being restarted. */
  const next = () => servers[calls++ % servers.length]!;
  const callOnAndOn = async () => {
    while (working) {
      const person = people[calls % people.length]!;
      const response = await post(next(), person, '/oauth/validate');
      if (!response.ok) failures.push(`${response.status} ${await response.text()}`);
    }
  };
  const replaceEach = async (keys: string) => {
    for (let turn = 0; turn < SERVERS; turn += 1) {
      const started = await startServerProcess(environment(keys));
      const [oldest] = servers;
      servers = [...servers.slice(1), started];
      await setUp(started);
      await oldest!.stop();
    }
  };
  /** Every access token counts as ended: whoever is called, or due, is refreshed. */
  const expireAll = () =>
    own.dataSource.query(
      `UPDATE oauth_tokens SET access_token_expires_at = now() - interval '1 s', next_refresh_at = now()`,
    );
  const grantsOf = () => simulators.accounts().meter.filter(({ grantType }) => grantType === 'refresh_token').length;

  beforeAll(async () => {
    simulators = await startSimulators();
    own = await database.create();
    for (let count = 0; count < SERVERS; count += 1) servers.push(await startServerProcess(environment(OLD)));
    for (let count = 0; count < PEOPLE; count += 1) await setUp(servers[0]!);
  }, 120_000);
  afterAll(async () => {
    working = false;
    await Promise.all(servers.map((server) => server.stop()));
    await simulators.close();
    await own.close();
  });

  it('is rotated without a failed call, a second grant for one expiry, or anybody lost', async () => {
    const callers = Array.from({ length: CALLERS }, callOnAndOn);

    await replaceEach(BOTH);
    await expireAll();
    const before = grantsOf();
    const rotations = [runCli(['keys', 'rotate'], environment(BOTH)), runCli(['keys', 'rotate'], environment(BOTH))];
    await eventually(async () => {
      const [row] = await own.dataSource.query<[{ left: number }]>(
        'SELECT count(*)::int AS left FROM oauth_tokens WHERE access_token_expires_at < now()',
      );
      expect(row.left).toBe(0);
    }, 30_000);
    for (const { code, stdout, stderr } of await Promise.all(rotations)) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain(`Key ${idOf(OLD)} (a): may be removed`);
    }
    expect(grantsOf() - before).toBe(people.length);
    await replaceEach(NEW);
    const callsBefore = calls;
    await eventually(() => expect(calls).toBeGreaterThan(callsBefore + 2 * people.length), 30_000);
    working = false;
    await Promise.all(callers);

    expect(failures).toEqual([]);
    for (const person of people) expect((await post(next(), person, '/oauth/validate')).status).toBe(200);
    const [{ rows }] = await own.dataSource.query<[{ rows: number }]>('SELECT count(*)::int AS rows FROM oauth_tokens');
    expect(rows).toBe(people.length);
    const check = await runCli(['keys', 'backup-check'], environment(NEW));
    expect(check.stdout).toContain(`${people.length} connections: ${people.length} open.`);
    await expect(startServerProcess(environment(OLD))).rejects.toThrow(/encryption key is not the one/);
  }, 180_000);
});
