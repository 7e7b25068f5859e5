import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type ForwardProxy, startForwardProxy } from '../support/forward-proxy.js';
import { callTool, setUp } from '../support/tool-calls.js';

describe('a server that reaches the world through a proxy', () => {
  let proxy: ForwardProxy;
  let server: TestApp;

  beforeEach(async () => {
    proxy = await startForwardProxy();
  });
  afterEach(async () => {
    await server?.close();
    await proxy.close();
  });

  const start = async (env: NodeJS.ProcessEnv) => (server = await startApp({ env }));
  const hostsOf = ({ simulators }: TestApp) =>
    [simulators.accounts().url, simulators.sdp().url].map((url) => new URL(url).host);

  it.each(['HTTP_PROXY', 'http_proxy'])('asks Zoho and ServiceDesk Plus through it (%s)', async (name) => {
    await start({ [name]: proxy.url });
    const person = server.simulators.newTechnician();
    await setUp(server, person);

    expect(await callTool(server, person, 'list_requests', { limit: 1 })).toMatchObject({ isError: false });
    expect(new Set(proxy.asked)).toEqual(new Set(hostsOf(server)));
  });

  it('hands its name and password to the proxy and to nobody else', async () => {
    await start({ HTTP_PROXY: proxy.url.replace('//', '//gate:p%40ss@') });
    await setUp(server, server.simulators.newTechnician());

    expect(new Set(proxy.authorizations)).toEqual(new Set([`Basic ${Buffer.from('gate:p@ss').toString('base64')}`]));
    expect(server.log.join('\n')).not.toMatch(/p@ss|p%40ss/);
  });

  it('asks the hosts of NO_PROXY directly', async () => {
    await start({ HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1' });
    await setUp(server, server.simulators.newTechnician());

    expect(proxy.asked).toEqual([]);
  });

  it('knows that nothing was sent when the proxy builds no tunnel, and goes on when it does again', async () => {
    await start({ HTTP_PROXY: proxy.url });
    const person = server.simulators.newTechnician();
    await setUp(server, person);
    proxy.cut();
    proxy.answerWith(502);

    expect(await callTool(server, person, 'list_requests', { limit: 1 })).toMatchObject({
      isError: true,
      structured: { code: 'SDP_UNAVAILABLE' },
    });
    proxy.answerWith(200);
    expect(await callTool(server, person, 'list_requests', { limit: 1 })).toMatchObject({ isError: false });
  });
});
