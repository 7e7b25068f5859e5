import { AppError } from '../common/errors/app.error.js';

/** The grant is dead by Zoho's repeated word: only the person can help, with a new grant token. */
export class ReauthorizationRequiredError extends AppError {
  readonly code = 'REAUTH_REQUIRED';
  readonly httpStatus = 409;
  readonly retryable = false;
  readonly resolution = 'Generate a new grant token in the Zoho API console and run set-up again with it.';

  /** @param reason Zoho's code, one of the permanent ones of grant-verdict.ts */
  constructor(readonly reason: string) {
    super(`Zoho no longer renews access for this connection (${reason}).`, {
      guidance: { status: 'reauth_required', needsSetup: true },
    });
  }
}

/**
 * Zoho refused a refresh once, and the old access token is dead. It is asked a second time before anybody is sent
 * through set-up, because a single refusal has been seen to be wrong.
 */
export class RefreshRefusedError extends AppError {
  readonly code = 'REFRESH_REFUSED';
  readonly httpStatus = 503;
  readonly retryable = true;
  readonly resolution =
    'Try again after the wait: Zoho is asked once more by then. If access was revoked at Zoho on purpose, run set-up again with a new grant token now.';

  constructor(
    readonly reason: string,
    retryAfterSeconds: number,
  ) {
    super(`Zoho refused to renew access for this connection (${reason}).`, { retryAfterSeconds });
  }
}

/** Zoho, or our own meter that stays under Zoho's limit, gives no more tokens for now. Never a dead grant. */
export class ZohoThrottledError extends AppError {
  readonly code = 'ZOHO_THROTTLED';
  readonly httpStatus = 429;
  readonly retryable = true;
  readonly resolution = 'Wait and repeat the call; set-up does not have to be run again.';

  /** @param by who holds back: Zoho (10 access tokens in ten minutes), or this server before it gets there */
  constructor(retryAfterSeconds: number, by: 'zoho' | 'this server' = 'zoho') {
    super(
      by === 'zoho'
        ? 'Zoho gives out no more tokens for this client at the moment: too many were asked for in ten minutes.'
        : 'Access was renewed several times in the last ten minutes; this server waits rather than run into Zoho’s limit.',
      { retryAfterSeconds },
    );
  }
}

export interface ZohoUnavailableOptions {
  /** A stable word of ours, for example `timeout`. */
  readonly reason: string;
  readonly retryAfterSeconds?: number;
  readonly resolution?: string;
}

/** Zoho Accounts did not give an answer that can be used. Says nothing about the grant. */
export class ZohoUnavailableError extends AppError {
  readonly code = 'ZOHO_UNAVAILABLE';
  readonly httpStatus = 503;
  readonly retryable = true;
  readonly resolution: string;
  readonly reason: string;

  constructor({ reason, retryAfterSeconds = 10, resolution }: ZohoUnavailableOptions) {
    super(`Zoho’s accounts server gave no usable answer (${reason}).`, { retryAfterSeconds });
    this.reason = reason;
    this.resolution = resolution ?? 'Wait and repeat the call; set-up does not have to be run again.';
  }
}

/** The connection was removed while it was in use. */
export class ConnectionGoneError extends AppError {
  readonly code = 'SETUP_REQUIRED';
  readonly httpStatus = 409;
  readonly retryable = false;
  readonly resolution = 'Run set-up with a new grant token.';

  constructor() {
    super('This connection no longer exists.', { guidance: { status: 'setup_required', needsSetup: true } });
  }
}

/** The row is damaged, or its key is missing from the ring. Never taken for a dead grant. */
export class StoredTokensUnreadableError extends AppError {
  readonly code = 'STORED_TOKENS_UNREADABLE';
  readonly httpStatus = 500;
  readonly retryable = false;
  readonly resolution =
    'Ask the administrator to bring back the encryption key this connection was stored with, or run set-up again with a new grant token.';

  constructor(options?: ErrorOptions) {
    super('The stored tokens of this connection cannot be opened with the encryption keys of this server.', options);
  }
}
