import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { runProgram } from '../../../src/cli/program.js';
import { Terminal } from '../../../src/cli/terminal.js';
import type { SimulatedTechnician } from '../../simulators/simulators.js';
import { runCli } from '../../support/cli-process.js';
import { eventually } from '../../support/eventually.js';
import { freePort } from '../../support/server-process.js';
import { setStage, type Stage } from '../clients/stage.js';

const ACCESS_KEY = 'a key of this server';

let stage: Stage;
let person: SimulatedTechnician;
beforeAll(async () => {
  stage = await setStage({ SDP_ACCESS_KEYS: ACCESS_KEY });
});
afterAll(() => stage.close());
beforeEach(() => {
  person = stage.simulators.newTechnician();
});

const envOf = ({ clientId, clientSecret }: SimulatedTechnician): Record<string, string> => ({
  SDP_CLIENT_ID: clientId,
  SDP_CLIENT_SECRET: clientSecret,
  SDP_ACCESS_KEY: ACCESS_KEY,
});

function expectNoSecret(text: string): void {
  for (const secret of [person.clientSecret, ACCESS_KEY]) expect(text).not.toContain(secret);
}

describe('setup in a script', () => {
  it('hands a grant token from standard input over, and says as whom one acts', async () => {
    const run = await runCli(['setup', stage.url, '--json'], envOf(person), `${person.grantToken()}\n`);

    expect(run).toMatchObject({ code: 0, stderr: '' });
    const told = JSON.parse(run.stdout);
    expect(told).toMatchObject({ status: 'ready', validation: { ok: true, technician: { email: person.email } } });
    expect(told.snippets.map(({ id }: { id: string }) => id)).toContain('claude-desktop');
    expect(run.stdout).toContain('${SDP_CLIENT_SECRET}');
    expectNoSecret(run.stdout);
  });

  it('takes it from the environment as well, and prints the configuration of the client alone', async () => {
    const env = { ...envOf(person), SDP_GRANT_TOKEN: person.grantToken() };
    const run = await runCli(['setup', `${stage.url}/mcp`, '--client', 'cursor', '--portal', 'itdesk'], env);

    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout).mcpServers['servicedesk-plus'].headers).toMatchObject({ 'X-SDP-Portal': 'itdesk' });
    expect(run.stderr).toContain(person.name);
    expectNoSecret(run.stdout + run.stderr);
  });

  it('checks what is stored and uses no grant token, unless it is to renew', async () => {
    await runCli(['setup', stage.url, '--json'], envOf(person), person.grantToken());
    const wrong = { ...envOf(person), SDP_GRANT_TOKEN: 'not-a-grant-token' };

    expect((await runCli(['setup', stage.url, '--json'], wrong)).code).toBe(0);
    const renewed = await runCli(['setup', stage.url, '--json', '--renew'], wrong);
    expect(renewed).toMatchObject({ code: 1, stdout: '' });
    expect(renewed.stderr).toMatch(/grant token/i);
  });

  it('without a grant token tells the steps, and ends with 1', async () => {
    const json = await runCli(['setup', stage.url, '--json'], envOf(person));
    const text = await runCli(['setup', stage.url], envOf(person));

    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({ status: 'setup_required', steps: expect.anything() });
    expect(JSON.parse(json.stdout).scopes).toContain('SDPOnDemand.requests.ALL');
    expect(text.code).toBe(1);
    expect(text.stdout).toMatch(/^1\. Open https:/m);
  });

  it('names everything that is missing at once', async () => {
    const run = await runCli(['setup'], {});

    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/address of the server.*SDP_CLIENT_ID.*SDP_CLIENT_SECRET/);
  });

  it.each([
    ['no access key', () => [stage.url, { SDP_ACCESS_KEY: '' }], /access key/],
    ['a server that is away', async () => [`http://127.0.0.1:${await freePort()}`, {}], /Nothing answers/],
    ['a path that is none', () => [`${stage.url}/nowhere`, {}], /not as a ServiceDesk Plus MCP server/],
  ])('says what is wrong with %s', async (_what, make, words) => {
    const [url, changes] = (await make()) as [string, Record<string, string>];
    const run = await runCli(['setup', url, '--json'], { ...envOf(person), ...changes }, person.grantToken());

    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(words);
    expectNoSecret(run.stderr);
  });
});

/** A person at a terminal who answers a question once it is there. */
function atTerminal(args: string[], env: NodeJS.ProcessEnv = {}) {
  const tty = () => Object.assign(new PassThrough(), { isTTY: true, columns: 200, rows: 50 });
  // As the real standard error, which a question that ends does not end.
  const [input, errors, output] = [tty(), tty(), new PassThrough()];
  errors.end = () => errors;
  let [shown, printed, seen] = ['', '', 0];
  errors.on('data', (chunk: Buffer) => (shown += chunk.toString()));
  output.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const terminal = new Terminal({ input, output, errors }, env);
  const outcome = runProgram(['setup', ...args], { env, terminal });
  return {
    outcome,
    shown: () => shown,
    printed: () => printed,
    async answer(question: string, keys: string) {
      const at = await eventually(() => {
        const found = shown.indexOf(question, seen);
        if (found < 0) throw new Error(`"${question}" was not asked:\n${shown.slice(seen)}`);
        return found;
      });
      seen = at + question.length;
      input.write(keys);
    },
  };
}

const ENTER = '\r';

describe('setup at a terminal', () => {
  it('asks for all it needs, again for a grant token that does not do, and shows no secret', async () => {
    const talk = atTerminal([]);
    const code = person.grantToken();

    await talk.answer('Address of the server', `${stage.url}${ENTER}`);
    await talk.answer('Your Zoho data center', ENTER);
    await talk.answer('Your portal', ENTER);
    await talk.answer('Client ID', `${person.clientId}${ENTER}`);
    await talk.answer('Client Secret', `${person.clientSecret}${ENTER}`);
    await talk.answer('access key of its own', `${ACCESS_KEY}${ENTER}`);
    await talk.answer('Grant token', `1000.${'0'.repeat(32)}.${'0'.repeat(32)}${ENTER}`);
    await talk.answer('did not accept the grant token', '');
    await talk.answer('Grant token', `${code}${ENTER}`);
    await talk.answer('Your MCP client', ENTER);

    expect(await talk.outcome).toBe('fine');
    expect(talk.shown()).toContain('SDPOnDemand.requests.ALL,');
    expect(talk.shown()).toContain('Generate Code');
    expect(talk.shown()).toContain(person.name);
    expect(JSON.parse(talk.printed()).mcpServers['servicedesk-plus'].url).toBe(`${stage.url}/mcp`);
    expectNoSecret(talk.shown() + talk.printed());
    expect(talk.shown()).not.toContain(code);
  });

  it('asks only for what arguments and environment leave open, and ends with Ctrl-C', async () => {
    const talk = atTerminal([stage.url, '--data-center', 'us', '--portal', 'itdesk'], envOf(person));

    await talk.answer('Grant token', '\u0003');

    expect(await talk.outcome).toBe('cancelled');
    expect(talk.shown()).not.toContain('Client ID of');
    expect(talk.printed()).toBe('');
  });
});
