import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { callTool } from '../integration/writes/writes-scene.js';
import { type SimulatedTechnician, type Simulators, startSimulators } from '../simulators/simulators.js';
import { describeOnPostgres } from '../support/database.js';
import { DocumentedShell, shellBlocks } from '../support/documented-shell.js';
import { type ServerProcess, startServerProcess } from '../support/server-process.js';

const PAGE = join(import.meta.dirname, '../../docs/MIGRATION.md');
const LONG = 300_000;

describeOnPostgres('docs/MIGRATION.md, followed literally', (database) => {
  let blocks: ReadonlyMap<string, string>;
  let simulators: Simulators;
  let folder: string;
  let shell: DocumentedShell;
  let server: ServerProcess | undefined;
  const ran = new Set<string>();

  beforeAll(async () => {
    blocks = await shellBlocks(PAGE);
    simulators = await startSimulators();
  });
  afterAll(() => simulators.close());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sdp-migration-'));
    shell = await DocumentedShell.in(folder, blocks, {
      ...simulators.environment(),
      SDP_DATA_DIR: join(folder, 'data'),
      PASSPHRASE_FILE: join(folder, 'passphrase'),
      LOG_LEVEL: 'warn',
      SDP_DRAIN_DELAY_SECONDS: '0',
    });
    await writeFile(join(folder, 'passphrase'), 'correct horse battery staple\n', { mode: 0o600 });
  });
  afterEach(async () => {
    await stop();
    shell.ran.forEach((name) => ran.add(name));
    await rm(folder, { recursive: true });
  });

  const start = async (env: NodeJS.ProcessEnv = {}) => (server = await startServerProcess({ ...shell.env, ...env }));
  const stop = async () => {
    await server?.stop();
    server = undefined;
  };
  const tool = (person: SimulatedTechnician, name: string, args: object = {}) =>
    callTool(server!.url, person, { tool: name, args });
  const setUp = async () => {
    const person = simulators.newTechnician();
    const { isError } = await tool(person, 'complete_setup', { grant_token: person.grantToken() });
    expect(isError).toBeFalsy();
    return person;
  };

  /** What the predecessor leaves behind, for a client that Zoho knows. */
  const predecessor = async () => {
    const person = simulators.newTechnician();
    const { accountsUrl } = simulators.dataCenters.us!;
    const response = await fetch(`${accountsUrl}/oauth/v2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: person.clientId,
        client_secret: person.clientSecret,
        code: person.grantToken(),
      }),
    });
    const { refresh_token: refreshToken } = (await response.json()) as { refresh_token: string };
    const old = join(folder, 'old');
    await mkdir(old);
    shell.env['OLD'] = old;
    await writeFile(
      join(old, '.env'),
      [
        '# predecessor',
        `SDP_CLIENT_ID=${person.clientId}`,
        `SDP_CLIENT_SECRET="${person.clientSecret}"`,
        'SDP_OAUTH_REFRESH_TOKEN=1000.outdated',
        'SDP_DATA_CENTER=US',
        `SDP_INSTANCE_NAME=${simulators.sdp().portal}`,
      ].join('\n'),
    );
    await writeFile(join(old, '.sdp-tokens.json'), JSON.stringify({ accessToken: '1000.a', refreshToken }));
    return { person, secrets: [person.clientId, person.clientSecret, refreshToken] };
  };

  it(
    'takes the predecessor over: its one client works, by the names of its tools, also when set-up is closed',
    async () => {
      const { person, secrets } = await predecessor();
      const printed = [await shell.run('look')];
      expect(printed[0]).toContain('Would be tried at Zoho and added. (us, ');
      printed.push(await shell.run('take-over'));
      expect(printed[1]).toContain('Added: Zoho gave a token for it.');
      for (const secret of secrets) expect(printed.join('\n')).not.toContain(secret);

      await start();
      expect((await tool(person, 'list_requests', { limit: 1 })).isError).toBeFalsy();
      const next = await setUp();
      await stop();
      await start({ SDP_SETUP_MODE: 'false' });
      expect((await tool(person, 'list_requests', { limit: 1 })).isError).toBeFalsy();
      expect((await tool(next, 'get_metadata')).isError).toBeFalsy();
      const late = simulators.newTechnician();
      const refused = await tool(late, 'complete_setup', { grant_token: late.grantToken() });
      expect(refused).toMatchObject({ isError: true });
      await shell.run('clean-up');
      expect(await readdir(shell.env['OLD']!)).toEqual([]);
    },
    LONG,
  );

  it(
    'stores nothing of the predecessor when Zoho refuses it',
    async () => {
      const { secrets } = await predecessor();
      await writeFile(join(shell.env['OLD']!, '.sdp-tokens.json'), JSON.stringify({ refreshToken: '1000.revoked' }));

      const refused = await shell.run('take-over').catch(String);

      expect(refused).toContain('Zoho refused the refresh token or the client (invalid_code)');
      expect(refused).toContain('Nothing was stored.');
      for (const secret of [...secrets, '1000.revoked']) expect(refused).not.toContain(secret);
    },
    LONG,
  );

  it(
    'moves everybody to PostgreSQL and back',
    async () => {
      const target = await database.createEmpty();
      try {
        await start();
        const people = [await setUp(), await setUp()];
        await expect(shell.run('export')).rejects.toThrow(/Stop the server, run this command again/);
        await stop();
        expect(await shell.run('export')).toContain('Exported: 2.');
        const file = await readFile(join(folder, 'connections.sdp'), 'utf8');
        for (const { clientId, clientSecret } of people) {
          expect(file).not.toContain(clientId);
          expect(file).not.toContain(clientSecret);
        }

        shell.env['NEW_DATABASE_URL'] = (target.config as { url: string }).url;
        expect(await shell.run('import')).toMatch(/Would be done: 2 added[^]*Done: 2 added, 0 replaced/);
        expect(existsSync(join(folder, 'connections.sdp'))).toBe(false);
        await start();
        for (const person of people) expect((await tool(person, 'list_requests')).isError).toBeFalsy();
        await stop();

        shell.env['NEW_DATA_DIR'] = join(folder, 'back');
        expect(await shell.run('back')).toContain('Done: 2 added');
        await start();
        for (const person of people) expect((await tool(person, 'list_requests')).isError).toBeFalsy();
      } finally {
        await stop();
        await target.drop();
      }
    },
    LONG,
  );

  it('has no command that nobody has run', () => {
    expect([...blocks.keys()].filter((name) => !ran.has(name))).toEqual([]);
  });
});
