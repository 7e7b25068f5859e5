import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServerProcess } from '../support/server-process.js';

const ROOT = join(import.meta.dirname, '../..');
const SUITE = join(ROOT, 'node_modules/@modelcontextprotocol/conformance/dist/index.js');
const HOOK = join(import.meta.dirname, 'glob-sync.hook.mjs');

const baseline = (revision: string): string[] => [
  '--requirements',
  revision,
  '--expected-failures',
  join(import.meta.dirname, `baseline-${revision}.yml`),
];

/** What the server has to pass; the second part of 2026-07-28 is not in the suite's requirement set yet. */
const RUNS: readonly (readonly string[])[] = [
  baseline('2025-11-25'),
  baseline('2026-07-28'),
  ['--scenario', 'http-header-validation', '--spec-version', '2026-07-28'],
];

/**
 * `npm run conformance`: the official conformance suite against the built server. The suite sends no headers of its
 * own, and this server answers the protocol without credentials, so nothing of Zoho is needed.
 */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sdp-conformance-'));
  const server = await startServerProcess({ SDP_DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'error' });
  // By name and not by address: the DNS rebinding scenario sends foreign names to the same port.
  const url = `${server.url.replace('127.0.0.1', 'localhost')}/mcp`;
  try {
    for (const run of RUNS) {
      process.stdout.write(`\nconformance server ${run.slice(0, 2).join(' ')}\n`);
      const { code, output } = await suite(['server', '--url', url, '--timeout', '20000', ...run]);
      if (code !== 0) {
        process.stdout.write(output);
        throw new Error(`The conformance suite ended with ${code}`);
      }
      process.stdout.write(summary(output));
    }
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function suite(args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', HOOK, SUITE, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('exit', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** The last lines, which count; the rest names each scenario. */
function summary(output: string): string {
  return `${output.slice(Math.max(0, output.lastIndexOf('=== SUMMARY ==='))).trim()}\n`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
