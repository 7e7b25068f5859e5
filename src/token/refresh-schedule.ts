import type { OAuthToken } from './oauth-token.entity.js';

const MINUTE_MS = 60_000;

/** The job refreshes at least this long before expiry, plus the row's own jitter. */
const REFRESH_MARGIN_MS = 5 * MINUTE_MS;
/** Rows made in one moment come due spread over this time. */
const WIDEST_JITTER_SECONDS = 300;
/** A token counts as expired this much early: the answer's way to us, and clocks that differ a little. */
const EXPIRY_SAFETY_MS = 30_000;
/** With less life left than this a caller waits for a new token. */
const SHORTEST_LIFE_MS = 60_000;
/** With less life left than this a token is not sent, whatever happens to its refresh. */
const SHORTEST_LIFE_IN_NEED_MS = 30_000;

/** Times of a token that was asked for at `askedAtMs` and lives `lifetimeSeconds` by Zoho's word. */
export interface TokenTimes {
  readonly accessTokenExpiresAt: Date;
  readonly nextRefreshAt: Date;
  readonly lastRefreshedAt: Date;
}

/** Whole seconds, 0 to 300. @param random 0 (inclusive) to 1 (exclusive) */
export function drawJitterSeconds(random: number): number {
  return Math.floor(random * (WIDEST_JITTER_SECONDS + 1));
}

/**
 * When the new token ends and when it is replaced. The margin is a quarter of the token's life at most: with a
 * margin as long as the life, every tick of the job would refresh every token.
 */
export function timesOf(askedAtMs: number, lifetimeSeconds: number, jitterSeconds: number): TokenTimes {
  const lifetimeMs = lifetimeSeconds * 1000;
  const expiresAtMs = askedAtMs + lifetimeMs - Math.min(EXPIRY_SAFETY_MS, lifetimeMs / 4);
  const marginMs = Math.min(REFRESH_MARGIN_MS + jitterSeconds * 1000, lifetimeMs / 4);
  return {
    accessTokenExpiresAt: new Date(expiresAtMs),
    nextRefreshAt: new Date(expiresAtMs - marginMs),
    lastRefreshedAt: new Date(askedAtMs),
  };
}

type Expiring = Pick<OAuthToken, 'accessTokenExpiresAt'>;

/** May a caller use the stored token without waiting for a new one? */
export function isFresh(row: Expiring, nowMs: number): boolean {
  return lifeLeftMs(row, nowMs) >= SHORTEST_LIFE_MS;
}

/** May a caller use the stored token when no new one is to be had? */
export function isUsableInNeed(row: Expiring, nowMs: number): boolean {
  return lifeLeftMs(row, nowMs) >= SHORTEST_LIFE_IN_NEED_MS;
}

function lifeLeftMs({ accessTokenExpiresAt }: Expiring, nowMs: number): number {
  return (accessTokenExpiresAt?.getTime() ?? -Infinity) - nowMs;
}
