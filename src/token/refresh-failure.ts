import type { AppError } from '../common/errors/app.error.js';
import { type GrantVerdict, isPermanentCode } from './grant-verdict.js';
import type { OAuthToken } from './oauth-token.entity.js';
import { isUsableInNeed } from './refresh-schedule.js';
import {
  ReauthorizationRequiredError,
  RefreshRefusedError,
  StoredTokensUnreadableError,
  ZohoThrottledError,
  ZohoUnavailableError,
} from './refresh.errors.js';

/** Two permanent verdicts less than this apart count as one. */
const BETWEEN_VERDICTS_MS = 60_000;
/** Zoho blocks for the rest of a ten-minute window (zoho.com/accounts token limits). */
const THROTTLE_WINDOW_MS = 600_000;
const SHORTEST_BACKOFF_MS = 5_000;
/** While the old token works nobody waits; once it is dead somebody does. */
const LONGEST_BACKOFF_ALIVE_MS = 300_000;
const LONGEST_BACKOFF_DEAD_MS = 30_000;

/** An outage this long is no outage any more: a person is told, and the job asks once an hour. */
const EXHAUSTED = { failures: 10, afterMs: 24 * 3_600_000 };
const EXHAUSTED_BACKOFF_MS = 3_600_000;

const THROTTLED = 'throttled';
const UNREADABLE = 'stored_tokens_unreadable';

export type RefreshFailure = Exclude<GrantVerdict, { kind: 'ok' }> | { readonly kind: typeof UNREADABLE };

type FailureColumns = Pick<
  OAuthToken,
  | 'needsReauth'
  | 'needsReauthReason'
  | 'needsReauthAt'
  | 'consecutiveFailures'
  | 'firstFailureAt'
  | 'lastFailureAt'
  | 'lastFailureCode'
  | 'nextRefreshAt'
>;

export interface FailureContext {
  readonly nowMs: number;
  /** 0 (inclusive) to 1 (exclusive) */
  readonly random: number;
  /** When our own meter has seen the first grant of the present window; undefined when it has seen none. */
  readonly windowStartedAtMs?: number | undefined;
}

/** What a row says after a failed refresh. A dead grant needs two permanent verdicts in a row, a minute apart. */
export function afterFailure(row: OAuthToken, failure: RefreshFailure, context: FailureContext): FailureColumns {
  const { nowMs } = context;
  const permanent = failure.kind === 'permanent';
  const suspectedAt = isPermanentCode(row.lastFailureCode) ? row.lastFailureAt : null;
  const confirmed = permanent && suspectedAt !== null && nowMs - suspectedAt.getTime() >= BETWEEN_VERDICTS_MS;
  const needsReauth = row.needsReauth || confirmed;
  return {
    needsReauth,
    needsReauthReason: confirmed && !row.needsReauth ? failure.code : row.needsReauthReason,
    needsReauthAt: confirmed && !row.needsReauth ? new Date(nowMs) : row.needsReauthAt,
    consecutiveFailures: row.consecutiveFailures + 1,
    firstFailureAt: row.firstFailureAt ?? new Date(nowMs),
    // A second verdict that came too soon must not push the time of the first one on.
    lastFailureAt: permanent && suspectedAt && !confirmed ? suspectedAt : new Date(nowMs),
    lastFailureCode: codeOf(failure),
    nextRefreshAt: needsReauth ? null : new Date(nowMs + waitMs(row, failure, context)),
  };
}

type Run = Pick<OAuthToken, 'needsReauth' | 'consecutiveFailures' | 'firstFailureAt' | 'lastFailureAt'>;

/** Has every refresh of a day or more failed, ten of them at least, without Zoho calling the grant dead? */
export function isExhausted({ needsReauth, consecutiveFailures, firstFailureAt, lastFailureAt }: Run): boolean {
  if (needsReauth || consecutiveFailures < EXHAUSTED.failures || !firstFailureAt || !lastFailureAt) return false;
  return lastFailureAt.getTime() - firstFailureAt.getTime() >= EXHAUSTED.afterMs;
}

/** The same of rows of `oauth_tokens`, as a condition in SQL. */
export const IS_EXHAUSTED = `NOT needs_reauth AND consecutive_failures >= ${EXHAUSTED.failures}
  AND last_failure_at - first_failure_at >= interval '${EXHAUSTED.afterMs} milliseconds'`;

function codeOf(failure: RefreshFailure): string {
  return 'code' in failure ? failure.code : failure.kind;
}

function waitMs(
  row: OAuthToken,
  failure: RefreshFailure,
  { nowMs, random, windowStartedAtMs }: FailureContext,
): number {
  switch (failure.kind) {
    case 'throttled':
      // The window Zoho counts in began with our own first grant or earlier, so it has ended by then.
      return Math.max(SHORTEST_BACKOFF_MS, (windowStartedAtMs ?? nowMs) + THROTTLE_WINDOW_MS - nowMs);
    case 'permanent':
      return BETWEEN_VERDICTS_MS + random * SHORTEST_BACKOFF_MS;
    case 'configuration':
    case UNREADABLE:
      return LONGEST_BACKOFF_ALIVE_MS;
    case 'transient': {
      if (isExhausted(row)) return EXHAUSTED_BACKOFF_MS * (0.75 + random / 2);
      const longest = isUsableInNeed(row, nowMs) ? LONGEST_BACKOFF_ALIVE_MS : LONGEST_BACKOFF_DEAD_MS;
      const ceiling = Math.min(longest, SHORTEST_BACKOFF_MS * 2 ** (row.consecutiveFailures + 1));
      const backoff = SHORTEST_BACKOFF_MS + random * (ceiling - SHORTEST_BACKOFF_MS);
      return Math.max(backoff, (failure.retryAfterSeconds ?? 0) * 1000);
    }
  }
}

/** Has a refresh failed so recently that Zoho is not asked again yet, not even for a caller who waits? */
export function isBackingOff(row: OAuthToken, nowMs: number): boolean {
  const { consecutiveFailures, nextRefreshAt, lastFailureAt } = row;
  if (consecutiveFailures === 0 || nextRefreshAt === null || nextRefreshAt.getTime() <= nowMs) return false;
  if (row.lastFailureCode === THROTTLED || !isExhausted(row)) return true;
  return nowMs - (lastFailureAt?.getTime() ?? 0) < LONGEST_BACKOFF_DEAD_MS;
}

/** Is Zoho holding us back for this connection? */
export function isThrottled(row: OAuthToken, nowMs: number): boolean {
  return row.lastFailureCode === THROTTLED && isBackingOff(row, nowMs);
}

type Failed = Pick<OAuthToken, 'needsReauth' | 'needsReauthReason' | 'lastFailureCode' | 'nextRefreshAt'>;

/** What a caller is told who has no token to go on with. */
export function errorOf(row: Failed, nowMs: number): AppError {
  const code = row.lastFailureCode ?? 'network';
  if (row.needsReauth) return new ReauthorizationRequiredError(row.needsReauthReason ?? code);
  const retryAfterSeconds = Math.max(1, ((row.nextRefreshAt?.getTime() ?? nowMs) - nowMs) / 1000);
  if (code === THROTTLED) return new ZohoThrottledError(retryAfterSeconds);
  if (code === UNREADABLE) return new StoredTokensUnreadableError();
  if (isPermanentCode(code)) return new RefreshRefusedError(code, retryAfterSeconds);
  return new ZohoUnavailableError({ reason: code, retryAfterSeconds });
}
