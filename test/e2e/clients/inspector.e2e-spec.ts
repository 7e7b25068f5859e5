import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CallOutcome, outcomeOf } from '../../support/sdk-clients.js';
import { playDialogue } from './dialogue.js';
import { headersOf, setStage, type Stage } from './stage.js';

const INSPECTOR = join(
  import.meta.dirname,
  '../../../node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js',
);

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

/** One run of the inspector's command line: it connects, does one thing and ends. */
function inspect(path: string, args: readonly string[], headers: Record<string, string> = {}): Promise<Run> {
  const withHeaders = Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]);
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [INSPECTOR, '--cli', `${stage.url}${path}`, '--format', 'json', '-q', ...args, ...withHeaders],
      { timeout: 60_000 },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const ways: [string, string, string[]][] = [
  ['http', '/mcp', ['--transport', 'http']],
  ['http in the 2026-07-28 revision', '/mcp', ['--transport', 'http', '--protocol-era', 'modern']],
  ['sse', '/sse', ['--transport', 'sse']],
];

describe.each(ways)('the inspector over %s', (_way, path, transport) => {
  it('connects, sets up and works a ticket to its end', async () => {
    const technician = stage.simulators.newTechnician();
    const callTool = async (name: string, args: Record<string, unknown> = {}): Promise<CallOutcome> => {
      const toolArgs = Object.entries(args).flatMap(([key, value]) => ['--tool-arg', `${key}=${String(value)}`]);
      const run = await inspect(
        path,
        [...transport, '--method', 'tools/call', '--tool-name', name, ...toolArgs],
        headersOf(technician),
      );
      try {
        return outcomeOf(resultOf(JSON.parse(run.stdout)));
      } catch {
        throw new Error(`The inspector ended with ${run.code}: ${run.stdout}${run.stderr}`);
      }
    };

    await playDialogue(callTool, technician, stage.simulators);
  }, 180_000);
});

it('finds nothing in the tool list that some client cannot read', async () => {
  const run = await inspect('/mcp', ['--transport', 'http', '--method', 'tools/list', '--strict']);

  expect(run).toMatchObject({ code: 0 });
});

/** The inspector prints the result alone or wrapped, by version and format. */
function resultOf(printed: { result?: unknown }): unknown {
  return printed.result ?? printed;
}
