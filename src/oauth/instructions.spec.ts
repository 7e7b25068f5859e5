import { describe, expect, it } from '@jest/globals';
import { DATA_CENTER_HOSTS, DATA_CENTERS } from '../common/data-center.js';
import { credentialsSteps, grantTokenSteps, type InstructionOptions } from './instructions.js';

const options: InstructionOptions = {
  publicUrl: 'https://sdp-mcp.example',
  dataCenter: 'us',
  dataCenterIsChosen: true,
  portal: undefined,
  needsAccessKey: false,
  hosts: DATA_CENTER_HOSTS.us,
  scopes: 'SDPOnDemand.requests.ALL,SDPOnDemand.users.READ',
};

describe('steps to a grant token', () => {
  it.each(DATA_CENTERS)('name the console of %s and send the token to the same data center', (dataCenter) => {
    const text = grantTokenSteps({ ...options, dataCenter, hosts: DATA_CENTER_HOSTS[dataCenter] }).join('\n');

    expect(text).toContain(`Open ${DATA_CENTER_HOSTS[dataCenter].consoleUrl} `);
    expect(text).toContain(`"dataCenter":"${dataCenter}"`);
  });

  it('hold the exact scope string, the ten minutes and the three ways of handing over', () => {
    const text = grantTokenSteps(options).join('\n');

    expect(text).toContain(': SDPOnDemand.requests.ALL,SDPOnDemand.users.READ\n');
    expect(text).toContain('10 minutes as Time Duration');
    expect(text).toContain('complete_setup');
    expect(text).toContain('curl -X POST https://sdp-mcp.example/oauth/setup');
  });

  it('say that there are other data centers only to those who did not choose one', () => {
    expect(grantTokenSteps(options).join()).not.toContain('X-SDP-Data-Center');
    expect(grantTokenSteps({ ...options, dataCenterIsChosen: false }).join()).toContain('X-SDP-Data-Center');
  });

  it('leave the secret to variables of the shell', () => {
    expect(grantTokenSteps({ ...options, needsAccessKey: true, portal: 'itdesk' }).at(-1)).toContain(
      '-H "X-SDP-Client-Id: ${SDP_CLIENT_ID}" -H "X-SDP-Client-Secret: ${SDP_CLIENT_SECRET}" -H "X-SDP-Access-Key: ${SDP_ACCESS_KEY}" ' +
        `-H "Content-Type: application/json" -d '{"code":"GRANT_TOKEN","dataCenter":"us","portal":"itdesk"}'`,
    );
  });
});

describe('steps to credentials that arrive', () => {
  const snippetOf = (steps: readonly string[]): unknown => {
    const step = steps.find((text) => text.includes('mcpServers')) ?? '';
    return JSON.parse(step.slice(step.indexOf('\n')));
  };

  it('say that an env block never leaves the machine and show the entry that works', () => {
    const steps = credentialsSteps({ ...options, dataCenterIsChosen: false }, []);

    expect(steps.join()).toContain('an env block of an sse or http entry never leaves your machine');
    expect(snippetOf(steps)).toEqual({
      mcpServers: {
        'servicedesk-plus': {
          type: 'http',
          url: 'https://sdp-mcp.example/mcp',
          headers: { 'X-SDP-Client-Id': '${SDP_CLIENT_ID}', 'X-SDP-Client-Secret': '${SDP_CLIENT_SECRET}' },
        },
      },
    });
  });

  it('keep what the caller had chosen', () => {
    const steps = credentialsSteps({ ...options, portal: 'itdesk', needsAccessKey: true }, []);

    expect(snippetOf(steps)).toMatchObject({
      mcpServers: {
        'servicedesk-plus': {
          headers: { 'X-SDP-Data-Center': 'us', 'X-SDP-Portal': 'itdesk', 'X-SDP-Access-Key': '${SDP_ACCESS_KEY}' },
        },
      },
    });
  });

  it('begin with the headers whose variable was not filled in', () => {
    const [first] = credentialsSteps(options, ['X-SDP-Client-Id', 'X-SDP-Client-Secret']);

    expect(first).toMatch(/^X-SDP-Client-Id and X-SDP-Client-Secret arrived with a variable/);
  });
});
