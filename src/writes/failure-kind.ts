import { AppError } from '../common/errors/app.error.js';

/**
 * What a failed write means for sending it later.
 *
 * `sick`: nothing was done, and the reason passes by itself. `maybe_sent`: it may have been done. `person`: nothing was
 * done, and the connection needs its person. `left`: the caller went away before it was sent. `refused`: ServiceDesk
 * Plus, or we, said no; the same call is refused again.
 */
export type FailureKind = 'sick' | 'maybe_sent' | 'person' | 'left' | 'refused';

const KINDS: ReadonlyMap<string, FailureKind> = new Map([
  ['SDP_UNAVAILABLE', 'sick'],
  ['SDP_RATE_LIMITED', 'sick'],
  ['CIRCUIT_OPEN', 'sick'],
  ['ZOHO_UNAVAILABLE', 'sick'],
  ['ZOHO_THROTTLED', 'sick'],
  ['SDP_OUTCOME_UNKNOWN', 'maybe_sent'],
  ['SETUP_REQUIRED', 'person'],
  ['REAUTH_REQUIRED', 'person'],
  ['REFRESH_REFUSED', 'person'],
  ['STORED_TOKENS_UNREADABLE', 'person'],
  ['SDP_UNAUTHORIZED', 'person'],
  ['SDP_CALL_CANCELLED', 'left'],
]);

/** An error that is none of ours says nothing about whether something was sent, so it may have been. */
export function failureKind(error: unknown): FailureKind {
  return error instanceof AppError ? (KINDS.get(error.code) ?? 'refused') : 'maybe_sent';
}
