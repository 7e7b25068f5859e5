import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../support/fake-clock.js';
import { type Answered, ask, credentials } from './ask-accounts.js';
import type { SimulatedClient } from './client-registry.js';
import { ZohoAccountsSimulator } from './zoho-accounts.simulator.js';

const TWO_SCOPES = 'SDPOnDemand.requests.ALL,SDPOnDemand.setup.READ';

let accounts: ZohoAccountsSimulator;
let client: SimulatedClient;

beforeEach(async () => {
  accounts = await ZohoAccountsSimulator.start({ clock: new FakeClock() });
  client = accounts.registerClient({ user: 'ana@example.com' });
});

afterEach(() => accounts.close());

function askForToken(parameters: Record<string, string>): Promise<Answered> {
  return ask(accounts, { grant_type: 'client_credentials', ...credentials(client), ...parameters });
}

describe('client credentials', () => {
  it('give an access token of the owner and no refresh token', async () => {
    const { status, body } = await askForToken({ scope: TWO_SCOPES });

    expect(status).toBe(200);
    expect(body).not.toHaveProperty('refresh_token');
    expect(body).toMatchObject({ scope: TWO_SCOPES.replace(',', ' '), expires_in: 3600 });
    expect(accounts.introspect(String(body['access_token']))?.user).toBe('ana@example.com');
  });

  it.each([
    'SDPOnDemand.requests.ALL,SDPOnDemand.tasks.ALL',
    'SDPOnDemand.requests.ALL, SDPOnDemand.setup.READ',
    'SDPOnDemand.requests.all',
    'ZohoCRM.modules.ALL',
  ])('refuse the whole list when one scope is unknown: %s', async (scope) => {
    expect(await askForToken({ scope })).toEqual({ status: 200, body: { error: 'invalid_scope' } });
  });

  it('refuse a call without scope', async () => {
    expect((await askForToken({})).body).toEqual({ error: 'general_error' });
  });

  it('can be limited to one scope at a time', async () => {
    accounts.settings.clientCredentials = 'oneScope';

    const [two, one] = [
      await askForToken({ scope: TWO_SCOPES }),
      await askForToken({ scope: 'SDPOnDemand.cmdb.READ' }),
    ];

    expect(two.body).toEqual({ error: 'invalid_scope' });
    expect(one.body).toHaveProperty('access_token');
  });

  it('can need the organisation', async () => {
    accounts.settings.clientCredentials = 'needsOrg';

    const [without, withOrg] = [
      await askForToken({ scope: TWO_SCOPES }),
      await askForToken({ scope: TWO_SCOPES, soid: 'SDPOnDemand.600123' }),
    ];

    expect(without).toEqual({ status: 200, body: { error: 'missing_org_info' } });
    expect(withOrg.body).toHaveProperty('access_token');
  });

  it('are for Self Clients only', async () => {
    client = accounts.registerClient({ kind: 'server', redirectUris: ['https://example.com/cb'] });

    expect((await askForToken({ scope: TWO_SCOPES })).body).toEqual({ error: 'invalid_client' });
  });
});
