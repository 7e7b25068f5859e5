import type { DataCenter } from '../../../src/common/data-center.js';
import type { Clock } from '../../../src/common/time/clock.js';
import { type AccountsSettings, defaultAccountsSettings } from './accounts-settings.js';
import { ClientRegistry } from './client-registry.js';
import { GrantCodes } from './grant-codes.js';
import { SecretMint } from './secret-mint.js';
import { TokenStore } from './token-store.js';

/** What one data center's accounts server knows. */
export interface AccountsState {
  readonly clock: Clock;
  readonly dataCenter: DataCenter;
  readonly settings: AccountsSettings;
  readonly mint: SecretMint;
  readonly clients: ClientRegistry;
  readonly codes: GrantCodes;
  readonly tokens: TokenStore;
  /** Pairs of client and user whose consent was given before: they get no second refresh token (reference A.3). */
  readonly consents: Set<string>;
  /** Address of each data center's accounts server, as `/oauth/serverinfo` tells it (reference A.1). */
  locations: Partial<Record<DataCenter, string>>;
}

export function createAccountsState(clock: Clock, dataCenter: DataCenter): AccountsState {
  const mint = new SecretMint();
  const settings = defaultAccountsSettings();
  return {
    clock,
    dataCenter,
    settings,
    mint,
    clients: new ClientRegistry(mint),
    codes: new GrantCodes(clock, mint),
    tokens: new TokenStore(clock, mint, settings),
    consents: new Set(),
    locations: {},
  };
}

/** Key of a pair in `consents`. */
export function consentKey(clientId: string, user: string): string {
  return `${clientId} ${user}`;
}
