import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allDocuments } from '../../docs-check/documents.js';
import { addWrites, OPERATOR_TOKEN, type OperatorWorld, startOperatorWorld } from '../../support/operator-world.js';

const HERE = 'test/integration/admin/admin-guide.spec.ts';
const run = promisify(execFile);

const blocks = allDocuments()
  .flatMap((document) => document.blocks)
  .filter(({ detail }) => detail === HERE);

describe('the calls that docs/ADMIN.md shows', () => {
  let world: OperatorWorld;
  let folder: string;
  let environment: NodeJS.ProcessEnv;

  beforeAll(async () => {
    world = await startOperatorWorld();
    await addWrites(world);
    folder = await mkdtemp(join(tmpdir(), 'admin-guide-'));
    const { clientId } = world.people[0]!;
    const { body } = await askFor(`clients?clientId=${clientId}`);
    const [write] = await world.rows(`SELECT id FROM deferred_writes WHERE state = 'pending'`);
    environment = {
      ...{ PATH: process.env.PATH, SDP_ADMIN_TOKEN: OPERATOR_TOKEN, SDP_CLIENT_ID: clientId },
      ...{ CONNECTION: body.clients[0].id, WRITE: write.id, CIRCUIT: 'sdp-api:us' },
    };
  });
  afterAll(async () => {
    await world?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function askFor(path: string): Promise<{ body: any }> {
    const headers = { Authorization: `Bearer ${OPERATOR_TOKEN}` };
    return { body: await (await fetch(`${world.url}/admin/${path}`, { headers })).json() };
  }

  it('are there', () => {
    expect(blocks.length).toBeGreaterThan(5);
  });

  it.each(blocks)('work as they stand: $place', async ({ text }) => {
    const script = text.replaceAll('http://localhost:3456', world.url);

    const { stdout } = await run('sh', ['-e', '-c', script], { cwd: folder, env: environment });

    expect(stdout).toMatch(/^\{.*\}$/s);
    expect(stdout).not.toMatch(/"error":\{/);
  });

  it('leave a CSV of the audit, and a connection fewer', async () => {
    expect(await readFile(join(folder, 'audit.csv'), 'utf8')).toMatch(/^at,actor,event,.*\r\n.*connection_set_up/s);
    const { body } = await askFor('clients');
    expect(body.clients).toHaveLength(world.people.length - 1);
  });
});
