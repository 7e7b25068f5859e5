import type { DataCenter } from '../../../src/common/data-center.js';
import type { AccountsState } from './accounts-state.js';
import type { Issued } from './token-endpoint.js';
import { ACCESS_TOKEN_SECONDS } from './token-store.js';

/** Names the host of other Zoho products, not the one of ServiceDesk Plus (reference A.1). */
const API_DOMAINS: Readonly<Record<DataCenter, string>> = {
  us: 'https://www.zohoapis.com',
  eu: 'https://www.zohoapis.eu',
  in: 'https://www.zohoapis.in',
  au: 'https://www.zohoapis.com.au',
  cn: 'https://www.zohoapis.com.cn',
  jp: 'https://www.zohoapis.jp',
  ca: 'https://www.zohoapis.ca',
  uk: 'https://www.zohoapis.uk',
  sa: 'https://www.zohoapis.sa',
  ae: 'https://www.zohoapis.ae',
};

/** The success body, keys in the order of reference E.1; scopes are joined by spaces (reference A.4.1). */
export function tokenAnswer({ dataCenter, settings }: AccountsState, { accessToken, refreshToken }: Issued): object {
  return {
    access_token: accessToken.value,
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    ...(settings.includeScope ? { scope: accessToken.scopes.join(' ') } : {}),
    api_domain: API_DOMAINS[dataCenter],
    token_type: 'Bearer',
    ...(settings.legacyExpiry
      ? { expires_in_sec: ACCESS_TOKEN_SECONDS, expires_in: ACCESS_TOKEN_SECONDS * 1000 }
      : { expires_in: ACCESS_TOKEN_SECONDS }),
  };
}
