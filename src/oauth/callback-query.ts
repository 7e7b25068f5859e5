import { type DataCenter, DATA_CENTER_HOSTS, DATA_CENTERS, isDataCenter } from '../common/data-center.js';
import type { AppConfig } from '../config/app-config.js';
import { AccountsServerUnknownError, ConsentFailedError } from './consent.errors.js';

/** The parameters of Zoho's redirect (zoho.com/accounts, "Multi-DC support"); all undefined when absent. */
export interface CallbackQuery {
  readonly state: string | undefined;
  readonly code: string | undefined;
  readonly error: string | undefined;
  readonly location: string | undefined;
  readonly accountsServer: string | undefined;
}

/** @throws ConsentFailedError when a parameter comes twice (RFC 6749 section 3.1 forbids it) */
export function readCallbackQuery(query: URLSearchParams): CallbackQuery {
  const single = (name: string): string | undefined => {
    const values = query.getAll(name);
    if (values.length > 1) throw new ConsentFailedError();
    return values[0] || undefined;
  };
  return {
    state: single('state'),
    code: single('code'),
    error: single('error'),
    location: single('location'),
    accountsServer: single('accounts-server'),
  };
}

/**
 * The data center in which Zoho says that the account lives. The names in the redirect only choose among our own
 * addresses: a code is never sent to an address that came with it.
 *
 * @returns undefined when the redirect names none
 * @throws AccountsServerUnknownError when a name is not in our table, or the two contradict each other
 */
export function dataCenterOf(
  { location, accountsServer }: Pick<CallbackQuery, 'location' | 'accountsServer'>,
  { dataCenters }: Pick<AppConfig, 'dataCenters'>,
): DataCenter | undefined {
  const usable = DATA_CENTERS.filter((dataCenter) => dataCenters[dataCenter] !== undefined);
  if (location !== undefined && !(isDataCenter(location) && usable.includes(location))) {
    throw new AccountsServerUnknownError();
  }
  if (accountsServer === undefined) return location;

  const named = location === undefined ? usable : [location];
  const found = named.find((dataCenter) => {
    return [dataCenters[dataCenter], DATA_CENTER_HOSTS[dataCenter]].some((hosts) => {
      return hosts?.accountsUrl === accountsServer.replace(/\/$/, '');
    });
  });
  if (found === undefined) throw new AccountsServerUnknownError();
  return found;
}
