/**
 * What can be switched while a simulator runs: points on which the reference is in conflict or which change by the
 * age of the vendor's servers, each with the default that reference F advises, and what the simulated person does.
 */
export interface AccountsSettings {
  /** HTTP status of the throttle body: 400 was recorded in 2025, 200 stands in an older post (reference A.5, F). */
  throttleStatus: 400 | 200;
  /** What a wrong secret is called (reference A.5, F). */
  wrongSecretBody: 'invalid_client_secret' | 'invalid_client';
  /** Newer answers name the granted scopes (reference A.4.1). */
  includeScope: boolean;
  /** Old answers said `expires_in_sec` in seconds and `expires_in` in milliseconds (reference A.4.1). */
  legacyExpiry: boolean;
  /** Live access tokens per refresh token: 10, 15 or 30 by the age of the page (reference A.6, F). */
  liveAccessTokens: number;
  /** The 21st refresh token of a user pushes out the first, or is refused with `Access Denied` (reference A.6, F). */
  refreshTokenLimit: 'evict' | 'refuse';
  /** Grant codes per client and ten minutes: 10 by CRM's page; `Infinity` lifts the limit (reference A.6). */
  grantCodesPerTenMinutes: number;
  /** Scopes together, one scope at a time, or only with `soid` (reference A.4.3, F). */
  clientCredentials: 'severalScopes' | 'oneScope' | 'needsOrg';
  /** Scopes this console does not offer, such as granular `.READ` ones (reference A.8). */
  refusedScopes: readonly string[];
  /** What the person does on the consent page (reference A.3). */
  consent: 'granted' | 'denied';
  /** Mail address of the person on the consent page; the client's owner when absent. */
  consentUser: string | undefined;
  /** Data center in which the person's account lives, when it is not this one (reference A.3). */
  consentHome: { readonly dataCenter: string; readonly url: string } | undefined;
}

export function defaultAccountsSettings(): AccountsSettings {
  return {
    throttleStatus: 400,
    wrongSecretBody: 'invalid_client_secret',
    includeScope: true,
    legacyExpiry: false,
    liveAccessTokens: 10,
    refreshTokenLimit: 'evict',
    grantCodesPerTenMinutes: 10,
    clientCredentials: 'severalScopes',
    refusedScopes: [],
    consent: 'granted',
    consentUser: undefined,
    consentHome: undefined,
  };
}
