import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type SimulatedTechnician, type Simulators, startSimulators } from '../simulators/simulators.js';
import { describeOnPostgres, type TestDatabase } from '../support/database.js';
import { DocumentedShell, shellBlocks } from '../support/documented-shell.js';
import { type ServerProcess, startServerProcess } from '../support/server-process.js';

const ROOT = join(import.meta.dirname, '../..');
const DOCUMENT = join(ROOT, 'docs/KEYS.md');
const LONG = 300_000;

let blocks: ReadonlyMap<string, string>;
const ran = new Set<string>();
let folder: string;
let simulators: Simulators;
let shell: DocumentedShell;
let server: ServerProcess | undefined;

beforeAll(async () => {
  blocks = await shellBlocks(DOCUMENT);
  simulators = await startSimulators();
});
afterAll(() => simulators.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sdp-keys-doc-'));
  for (const name of ['backup', 'safe']) await mkdir(join(folder, name), { mode: 0o700 });
  shell = await DocumentedShell.in(folder, blocks, {
    ...simulators.environment(),
    BACKUP: join(folder, 'backup'),
    SAFE: join(folder, 'safe'),
    LOG_LEVEL: 'warn',
    SDP_DRAIN_DELAY_SECONDS: '0',
  });
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
  shell.ran.forEach((name) => ran.add(name));
  await rm(folder, { recursive: true });
});

const start = async () => (server = await startServerProcess({ ...shell.env }));
const stop = async () => {
  await server?.stop();
  server = undefined;
};
const ask = async (person: SimulatedTechnician, path: string, body: object = {}) => {
  const response = await fetch(`${server!.url}${path}`, {
    method: 'POST',
    headers: {
      'X-SDP-Client-Id': person.clientId,
      'X-SDP-Client-Secret': person.clientSecret,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  return response.status;
};
const works = async (person: SimulatedTechnician) => expect(await ask(person, '/oauth/validate')).toBe(200);
const newPerson = async () => {
  const person = simulators.newTechnician();
  expect(await ask(person, '/oauth/setup', { code: person.grantToken() })).toBe(200);
  return person;
};

describe('docs/KEYS.md, followed literally with the embedded database', () => {
  beforeEach(() => {
    shell.env['SDP_DATA_DIR'] = join(folder, 'data');
  });

  it(
    'brings everybody back from a backup after the data folder was destroyed',
    async () => {
      await start();
      const person = await newPerson();
      await stop();
      await shell.run('backup-embedded');
      expect(await shell.run('check-embedded')).toContain('This backup is usable with this key.');

      await rm(join(folder, 'data', 'pgdata', 'global'), { recursive: true });
      await expect(start()).rejects.toThrow(/does not open|holds no database/);
      expect(await shell.run('restore-embedded')).toContain('1 connection: 1 open.');
      await start();
      await works(person);
    },
    LONG,
  );

  it(
    'says that a backup without its key is none, and names the key',
    async () => {
      await start();
      await newPerson();
      await stop();
      await shell.run('backup-embedded');
      await writeFile(join(folder, 'safe', 'encryption.key'), Buffer.alloc(32, 'x').toString('base64'), {
        mode: 0o600,
      });

      await expect(shell.run('check-embedded')).rejects.toThrow(
        /0 open[^]*missing, needed by 1 connection[^]*NOT usable/,
      );
    },
    LONG,
  );

  it(
    'rotates the key file',
    async () => {
      await start();
      const person = await newPerson();
      await expect(shell.run('rotate')).rejects.toThrow(/Stop the server, run this command again/);
      await stop();
      for (const block of ['ring-embedded', 'ring-safe']) await shell.run(block);
      const former = shell.env['SDP_ENCRYPTION_KEYS']!.split(',old:')[1]!;
      const printed = await shell.run('rotate');
      expect(printed).toMatch(/\(old\): may be removed from SDP_ENCRYPTION_KEYS/);
      expect(printed).not.toContain(former);
      expect(await shell.run('drop-embedded')).toContain('1 connection: 1 open.');

      await start();
      await works(person);
      await stop();
      await writeFile(join(folder, 'data', 'encryption.key'), former);
      await expect(start()).rejects.toThrow(/encryption key is not the one/);
    },
    LONG,
  );

  it(
    'lets people set up again when the key is lost',
    async () => {
      await start();
      const person = await newPerson();
      await stop();
      await rm(join(folder, 'data', 'encryption.key'));
      await expect(start()).rejects.toThrow(/encryption\.key is missing[^]*docs\/KEYS\.md/);
      await shell.run('lost-key-file');
      await expect(start()).rejects.toThrow(/encryption key is not the one[^]*docs\/KEYS\.md/);

      expect(await shell.run('lost-key')).toMatch(/1 connection[^]*Removed: 1\./);
      await start();
      expect(await ask(person, '/oauth/validate')).toBe(409);
      expect(await ask(person, '/oauth/setup', { code: person.grantToken() })).toBe(200);
      await works(person);
    },
    LONG,
  );
});

const hasDump = (() => {
  try {
    execFileSync('pg_dump', ['--version']);
    return true;
  } catch {
    return Boolean(process.env['REQUIRE_POSTGRES']);
  }
})();

describeOnPostgres('docs/KEYS.md, followed literally', (database) => {
  let own: TestDatabase;
  let others: { readonly config: unknown; readonly drop: () => Promise<void> }[];
  const urlOf = ({ config }: { readonly config: unknown }) => (config as { url: string }).url;

  beforeEach(async () => {
    own = await database.create();
    others = [await database.createEmpty(), await database.createEmpty()];
    shell.env['DATABASE_URL'] = urlOf(own);
    shell.env['CHECK_DATABASE_URL'] = urlOf(others[0]!);
    shell.env['NEW_DATABASE_URL'] = urlOf(others[1]!);
    shell.env['SDP_ENCRYPTION_KEY'] = Buffer.alloc(32, 'k').toString('base64');
    await writeFile(join(folder, 'safe', 'encryption.key'), shell.env['SDP_ENCRYPTION_KEY']);
  });
  afterEach(async () => {
    await stop();
    await own.close();
    await Promise.all(others.map(({ drop }) => drop()));
  });

  (hasDump ? it : it.skip)(
    'brings everybody back from a dump into another database',
    async () => {
      await start();
      const person = await newPerson();
      await shell.run('backup-postgres');
      expect(await shell.run('check-postgres')).toContain('1 connection: 1 open.');
      await stop();
      expect(await shell.run('restore-postgres')).toContain('This backup is usable');
      expect(shell.env['DATABASE_URL']).toBe(urlOf(others[1]!));
      await start();
      await works(person);
    },
    LONG,
  );

  it(
    'rotates the key',
    async () => {
      await start();
      const person = await newPerson();
      for (const block of ['ring-postgres', 'ring-safe']) await shell.run(block);
      await expect(shell.run('rotate')).rejects.toThrow(
        /Running servers do not know the first key[^]*Nothing was changed/,
      );
      await stop();
      await start();
      expect(await shell.run('rotate')).toMatch(/\(old\): may be removed from SDP_ENCRYPTION_KEYS/);
      await shell.run('drop-postgres');
      await stop();
      await start();
      await works(person);
    },
    LONG,
  );
});

it('docs/KEYS.md has no command that nobody has run', () => {
  const left = [...blocks.keys()].filter((name) => !ran.has(name) && (hasDump || !name.endsWith('-postgres')));

  expect(process.env['TEST_POSTGRES_URL'] ? left : left.filter((name) => !name.endsWith('-postgres'))).toEqual([]);
});
