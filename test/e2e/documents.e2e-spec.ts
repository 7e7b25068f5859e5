import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allDocuments, type Block, readDocument } from '../docs-check/documents.js';
import { ROOT } from '../docs-check/files.js';
import { PRINTED_URL } from '../docs/clients-page.js';
import type { SimulatedTechnician } from '../simulators/simulators.js';
import { setStage, type Stage } from './clients/stage.js';

const documents = allDocuments().filter(({ blocks }) => blocks.some(({ purpose }) => purpose === 'run'));

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ SDP_ADMIN_TOKEN: 'a token for the operator' });
});
afterAll(() => stage.close());

/** Runs a block as it stands, with the address of the server of this test and the credentials of one technician. */
async function run({ text }: Block, technician: SimulatedTechnician): Promise<string> {
  const script = text
    .replaceAll(PRINTED_URL, stage.url.replace('127.0.0.1', 'localhost'))
    .replaceAll('GRANT_TOKEN', () => technician.grantToken())
    .replace(/\bcurl /g, /--fail\b/.test(text) ? 'curl ' : 'curl --silent --show-error --fail-with-body ');
  const env = {
    ...process.env,
    SDP_CLIENT_ID: technician.clientId,
    SDP_CLIENT_SECRET: technician.clientSecret,
    SDP_ADMIN_TOKEN: 'a token for the operator',
  };
  const { stdout } = await promisify(execFile)('sh', ['-euc', script], { cwd: ROOT, env, timeout: 60_000 });
  return stdout;
}

/** What a document shows as output, with `…` for anything. */
function pattern(output: string): RegExp {
  const parts = output
    .trim()
    .split('…')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'));
  return new RegExp(`^\\s*${parts.join('[\\s\\S]*')}\\s*$`);
}

describe.each(documents.map((document) => [document.path, document] as const))('%s', (_path, { blocks }) => {
  it('says commands that work from the first to the last, and what they print', async () => {
    const technician = stage.simulators.newTechnician();
    let printed = '';

    for (const block of blocks) {
      if (block.purpose === 'run') printed = await run(block, technician);
      if (block.purpose === 'output') expect(printed).toMatch(pattern(block.text));
    }
  }, 120_000);
});

describe('README.md', () => {
  it('sets a technician up with its curl command as printed', async () => {
    const block = readDocument('README.md').blocks.find(({ text }) => text.includes('/oauth/setup'));

    expect(JSON.parse(await run(block!, stage.simulators.newTechnician()))).toMatchObject({
      status: 'ready',
      needsSetup: false,
    });
  });

  it('gives the test command that CI runs', async () => {
    const gate = await readFile(join(ROOT, '.ci/run'), 'utf8');
    const [test] = readDocument('README.md').blocks.filter(({ detail }) => detail === 'test/e2e/documents.e2e-spec.ts');

    expect(test?.text).toBe('npm ci && npm test');
    expect(gate).toMatch(/npm ci\nstep npm test\n/);
  });
});
