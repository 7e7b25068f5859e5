import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { SimulatedTechnician } from '../simulators/simulators.js';
import { startApp, type TestApp } from '../support/app.js';

const MINUTE_MS = 60_000;

interface Answer {
  readonly isError: boolean;
  readonly text: string;
  readonly structured: Record<string, unknown>;
}

describe('a person whose refresh token was revoked at Zoho', () => {
  let server: TestApp;
  let person: SimulatedTechnician;
  let client: Client;

  beforeAll(async () => {
    server = await startApp();
    person = server.simulators.newTechnician();
    client = new Client({ name: 'dead-grant', version: '1.0.0' });
    await client.connect(
      new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`), {
        requestInit: { headers: { 'X-SDP-Client-Id': person.clientId, 'X-SDP-Client-Secret': person.clientSecret } },
      }),
    );
    await ask('complete_setup', { grant_token: person.grantToken() });
    server.simulators.accounts().revokeRefreshToken(person);
    server.clock.advance(61 * MINUTE_MS);
  });

  afterAll(async () => {
    await client?.close();
    await server?.close();
  });

  async function ask(name: string, args: Record<string, unknown> = {}): Promise<Answer> {
    const { isError = false, content, structuredContent } = await client.callTool({ name, arguments: args });
    const [first] = content as { text: string }[];
    return {
      isError: isError === true,
      text: first!.text,
      structured: structuredContent as Record<string, unknown>,
    };
  }

  it('is told to try once more first, because one refusal may be a passing fault', async () => {
    const { isError, structured } = await ask('list_requests');

    expect(isError).toBe(true);
    expect(structured).toMatchObject({ code: 'REFRESH_REFUSED', retryAfterSeconds: expect.any(Number) });
  });

  it('gets the steps with the very call that finds the grant dead, and works again after set-up', async () => {
    server.clock.advance(2 * MINUTE_MS);

    const { isError, structured, text } = await ask('list_requests');

    expect(isError).toBe(true);
    expect(structured).toMatchObject({
      code: 'REAUTH_REQUIRED',
      status: 'reauth_required',
      needsSetup: true,
      setupUrl: expect.any(String),
      steps: expect.arrayContaining([expect.stringContaining('SDPOnDemand.requests.ALL')]),
    });
    expect(text).toContain('complete_setup');

    await ask('complete_setup', { grant_token: person.grantToken() });
    expect(await ask('list_requests', { limit: 1 })).toMatchObject({ isError: false });
  });
});
