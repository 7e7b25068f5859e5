import type { Clock } from '../../../src/common/time/clock.js';
import type { AccountsSettings } from './accounts-settings.js';
import type { SecretMint } from './secret-mint.js';

/** Reference A.6. */
export const ACCESS_TOKEN_SECONDS = 3600;
const GRANTS_PER_WINDOW = 10;
const WINDOW_MS = 10 * 60_000;
const REFRESH_TOKENS_PER_USER = 20;

/** Who a token speaks for, and what it may do. */
export interface Authorization {
  readonly clientId: string;
  readonly user: string;
  readonly scopes: readonly string[];
}

export interface AccessToken extends Authorization {
  readonly value: string;
  readonly expiresAtMs: number;
}

export interface RefreshToken extends Authorization {
  readonly value: string;
  /** Oldest first. */
  accessTokens: AccessToken[];
  /** Instants of its grants in the last ten minutes, oldest first. */
  recentGrants: number[];
}

/** The tokens of one data center, with the limits of reference A.6. */
export class TokenStore {
  private readonly refreshTokens = new Map<string, RefreshToken>();
  private readonly byUser = new Map<string, RefreshToken[]>();
  private readonly accessTokens = new Map<string, AccessToken>();

  constructor(
    private readonly clock: Clock,
    private readonly mint: SecretMint,
    private readonly settings: AccountsSettings,
  ) {}

  findRefreshToken(value: string): RefreshToken | undefined {
    return this.refreshTokens.get(value);
  }

  findAccessToken(value: string): AccessToken | undefined {
    const token = this.accessTokens.get(value);
    if (token && token.expiresAtMs > this.clock.nowMs()) return token;
    this.accessTokens.delete(value);
    return undefined;
  }

  isAtRefreshTokenLimit(user: string): boolean {
    return (this.byUser.get(user)?.length ?? 0) >= REFRESH_TOKENS_PER_USER;
  }

  /** The 21st of a user pushes out the first created, with its access tokens (reference A.6). */
  createRefreshToken(authorization: Authorization): RefreshToken {
    const token = { ...authorization, value: this.mint.token(), accessTokens: [], recentGrants: [] };
    const ofUser = this.byUser.get(token.user) ?? [];
    const first = ofUser[0];
    if (first && ofUser.length >= REFRESH_TOKENS_PER_USER) this.revokeRefreshToken(first);
    this.byUser.set(token.user, [...(this.byUser.get(token.user) ?? []), token]);
    this.refreshTokens.set(token.value, token);
    return token;
  }

  /**
   * Counts one grant of a refresh token; false when its ten of the last ten minutes are used up, and it stays so for
   * the rest of that window. A refused attempt is not counted (reference A.6, E.1).
   */
  spendGrant(token: RefreshToken): boolean {
    const now = this.clock.nowMs();
    token.recentGrants = token.recentGrants.filter((at) => at > now - WINDOW_MS);
    if (token.recentGrants.length >= GRANTS_PER_WINDOW) return false;
    token.recentGrants.push(now);
    return true;
  }

  /** One more than the limit of live access tokens ends the oldest (reference A.6). */
  createAccessToken(authorization: Authorization, parent?: RefreshToken): AccessToken {
    const { clientId, user, scopes } = authorization;
    const expiresAtMs = this.clock.nowMs() + ACCESS_TOKEN_SECONDS * 1000;
    const token = { clientId, user, scopes, value: this.mint.token(), expiresAtMs };
    this.accessTokens.set(token.value, token);
    if (!parent) return token;

    const live = parent.accessTokens.filter(({ value }) => this.findAccessToken(value) !== undefined);
    const surplus = live.splice(0, Math.max(0, live.length + 1 - this.settings.liveAccessTokens));
    for (const { value } of surplus) this.accessTokens.delete(value);
    parent.accessTokens = [...live, token];
    return token;
  }

  /** Its access tokens die with it (reference A.7). */
  revokeRefreshToken(token: RefreshToken): void {
    for (const { value } of token.accessTokens) this.accessTokens.delete(value);
    this.refreshTokens.delete(token.value);
    const others = this.byUser.get(token.user)?.filter((other) => other !== token) ?? [];
    this.byUser.set(token.user, others);
  }

  revokeAccessToken(token: AccessToken): void {
    this.accessTokens.delete(token.value);
  }

  liveRefreshTokens(clientId: string): RefreshToken[] {
    return [...this.refreshTokens.values()].filter((token) => token.clientId === clientId);
  }

  liveAccessTokens(clientId?: string): AccessToken[] {
    return [...this.accessTokens.values()].filter(
      (token) => (clientId === undefined || token.clientId === clientId) && this.findAccessToken(token.value),
    );
  }
}
