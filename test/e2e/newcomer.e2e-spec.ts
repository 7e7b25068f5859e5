import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { describeInBrowser } from '../browser/support/browser.js';
import { startSimulators, type Simulators } from '../simulators/simulators.js';
import { connectors } from '../support/sdk-clients.js';
import { type ServerProcess, startServerProcess } from '../support/server-process.js';

interface McpJson {
  readonly mcpServers: Record<string, { readonly url: string; readonly headers: Record<string, string> }>;
}

describeInBrowser('somebody who has never seen this server', (browser) => {
  let folder: string;
  let simulators: Simulators;
  let server: ServerProcess | undefined;

  afterEach(async () => {
    await server?.stop();
    await simulators.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('gets from the page to the first ticket with what the page says', async () => {
    folder = await mkdtemp(join(tmpdir(), 'sdp-newcomer-'));
    simulators = await startSimulators();
    const technician = simulators.newTechnician();
    server = await startServerProcess({ SDP_DATA_DIR: folder, ...simulators.environment() });

    const page = await browser.open();
    await page.goto(server.url);
    await page.getByLabel('Client ID').fill(technician.clientId);
    await page.getByLabel('Client Secret').fill(technician.clientSecret);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('paste it here').fill(technician.grantToken());
    await page.getByRole('button', { name: 'Connect' }).click();
    const entry = await page.locator('#claude-code pre').textContent();
    const [{ url, headers }] = Object.values((JSON.parse(entry ?? '') as McpJson).mcpServers) as [
      McpJson['mcpServers'][string],
    ];

    const secrets: Record<string, string> = {
      '${SDP_CLIENT_ID}': technician.clientId,
      '${SDP_CLIENT_SECRET}': technician.clientSecret,
    };
    const expanded = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, secrets[value] ?? value]),
    );
    expect(new URL(url).pathname).toBe('/mcp');
    const client = await connectors['SDK v1 over Streamable HTTP']!(new URL(url).origin, expanded);
    const made = await client.callTool('create_request', { subject: 'The printer on floor 3 is jammed' });
    expect(made.isError).toBe(false);
    expect((await client.callTool('list_requests', {})).text).toContain('The printer on floor 3 is jammed');
    await client.close();
  }, 180_000);
});
