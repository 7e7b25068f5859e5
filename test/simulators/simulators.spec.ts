import { afterEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../support/fake-clock.js';
import { type Simulators, type SimulatorsOptions, startSimulators } from './simulators.js';
import { connect, exchange } from './zoho-accounts/ask-accounts.js';

let simulators: Simulators;

async function start(options: SimulatorsOptions = {}): Promise<Simulators> {
  simulators = await startSimulators({ clock: new FakeClock(), ...options });
  return simulators;
}

afterEach(() => simulators.close());

function listRequests(sdpUrl: string, accessToken: string): Promise<Response> {
  return fetch(`${sdpUrl}/api/v3/requests`, {
    headers: { authorization: `Zoho-oauthtoken ${accessToken}`, accept: 'application/vnd.manageengine.sdp.v3+json' },
  });
}

describe('the simulators', () => {
  it('accept a token of Zoho Accounts at ServiceDesk Plus as the technician it speaks for', async () => {
    const { sdp, accounts, technician } = await connectedTechnician();

    const response = await listRequests(sdp.url, technician.accessToken);

    expect(response.status).toBe(200);
    expect(sdp.journal).toMatchObject([{ user: technician.email, status: 200 }]);
    expect(accounts.introspect(technician.accessToken)?.user).toBe(technician.email);
  });

  it('refuse the token at ServiceDesk Plus once its hour is over', async () => {
    const clock = new FakeClock();
    const { sdp, technician } = await connectedTechnician({ clock });

    clock.advance(3_600_000);

    expect((await listRequests(sdp.url, technician.accessToken)).status).toBe(401);
  });

  it('stand for several data centers, each with clients of its own', async () => {
    await start({ dataCenters: ['us', 'eu'] });
    const technician = simulators.newTechnician({ dataCenter: 'eu' });

    const abroad = await exchange(simulators.accounts('us'), technician, technician.grantToken());
    const { accessToken } = await connect(simulators.accounts('eu'), technician);

    expect(abroad.body).toEqual({ error: 'invalid_client' });
    expect((await listRequests(simulators.sdp('eu').url, accessToken)).status).toBe(200);
    expect((await listRequests(simulators.sdp('us').url, accessToken)).status).toBe(401);
  });

  it('name each other in the list of data centers', async () => {
    await start({ dataCenters: ['us', 'eu'] });

    const response = await fetch(`${simulators.accounts('eu').url}/oauth/serverinfo`);

    const locations = { us: simulators.accounts('us').url, eu: simulators.accounts('eu').url };
    expect(await response.json()).toMatchObject({ locations });
  });

  it('tell a server where they are', async () => {
    await start({ dataCenters: ['eu', 'us'] });
    const [accounts, sdp] = [simulators.accounts(), simulators.sdp()];

    expect(simulators.environment()).toEqual({
      SDP_DATA_CENTER: 'eu',
      SDP_ACCOUNTS_URL: accounts.url,
      SDP_BASE_URL: sdp.url,
      SDP_INSTANCE_NAME: 'itdesk',
    });
    expect(Object.keys(simulators.dataCenters)).toEqual(['eu', 'us']);
    expect(simulators.dataCenters.eu).toEqual({
      accountsUrl: accounts.url,
      consoleUrl: accounts.consoleUrl,
      sdpUrl: sdp.url,
    });
  });
});

describe('technicians', () => {
  it('are people of the portal, each handed out once, and new ones after that', async () => {
    const { store } = (await start()).sdp();
    const seeded = store.technicians.map(({ email_id }) => email_id);

    const handedOut = [...seeded, 'one more'].map(() => simulators.newTechnician().email);

    expect(handedOut.slice(0, -1)).toEqual(seeded);
    expect(new Set(handedOut).size).toBe(seeded.length + 1);
    expect(store.technicians.map(({ email_id }) => email_id)).toContain(handedOut.at(-1));
  });

  it('ask for the scopes given in each grant token', async () => {
    await start();
    const technician = simulators.newTechnician({ email: 'kim@example.com', scopes: ['SDPOnDemand.requests.READ'] });

    const { body } = await exchange(simulators.accounts(), technician, technician.grantToken());

    expect(body['scope']).toBe('SDPOnDemand.requests.READ');
    expect(simulators.accounts().introspect(String(body['access_token']))?.user).toBe('kim@example.com');
  });
});

async function connectedTechnician(options: SimulatorsOptions = {}) {
  await start(options);
  const [sdp, accounts, technician] = [simulators.sdp(), simulators.accounts(), simulators.newTechnician()];
  const { accessToken } = await connect(accounts, technician);
  return { sdp, accounts, technician: { ...technician, accessToken } };
}
