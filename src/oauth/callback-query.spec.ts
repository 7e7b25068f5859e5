import { describe, expect, it } from '@jest/globals';
import { DATA_CENTER_HOSTS } from '../common/data-center.js';
import { dataCenterOf, readCallbackQuery } from './callback-query.js';
import { AccountsServerUnknownError, ConsentFailedError } from './consent.errors.js';

const { ae: _unpublished, ...dataCenters } = DATA_CENTER_HOSTS;
const config = {
  dataCenters: { ...dataCenters, us: { ...DATA_CENTER_HOSTS.us, accountsUrl: 'https://sso.company.com' } },
};
const read = (query: string) => dataCenterOf(readCallbackQuery(new URLSearchParams(query)), config);

describe('the redirect of Zoho', () => {
  it.each([
    ['location=eu&accounts-server=https%3A%2F%2Faccounts.zoho.eu', 'eu'],
    ['location=jp', 'jp'],
    ['accounts-server=https%3A%2F%2Faccounts.zohocloud.ca%2F', 'ca'],
    ['accounts-server=https%3A%2F%2Fsso.company.com', 'us'],
    ['location=us&accounts-server=https%3A%2F%2Faccounts.zoho.com', 'us'],
    ['', undefined],
  ])('"%s" names the data center %s', (query, dataCenter) => {
    expect(read(query)).toBe(dataCenter);
  });

  it.each([
    ['a location that does not exist', 'location=mars'],
    ['a location this server has no address for', 'location=ae'],
    ['a name of the prototype', 'location=constructor'],
    ['a foreign server', 'location=eu&accounts-server=https%3A%2F%2Fevil.example'],
    ['a foreign server without a location', 'accounts-server=https%3A%2F%2Faccounts.zoho.eu.evil.example'],
    ['a server of another data center', 'location=us&accounts-server=https%3A%2F%2Faccounts.zoho.eu'],
    ['plain http', 'location=eu&accounts-server=http%3A%2F%2Faccounts.zoho.eu'],
    ['a path behind the server', 'location=eu&accounts-server=https%3A%2F%2Faccounts.zoho.eu%2F%40evil.example'],
  ])('with %s is not believed', (_what, query) => {
    expect(() => read(query)).toThrow(AccountsServerUnknownError);
  });

  it.each(['state', 'code', 'location', 'accounts-server', 'error'])('with %s twice is refused', (name) => {
    expect(() => readCallbackQuery(new URLSearchParams(`${name}=a&${name}=b`))).toThrow(ConsentFailedError);
  });
});
