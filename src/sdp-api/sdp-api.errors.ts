import { AppError, type AppErrorOptions } from '../common/errors/app.error.js';

/** Options every error of this module takes besides its own. */
export interface SdpErrorOptions extends AppErrorOptions {
  /** HTTP status SDP answered with. */
  readonly upstreamStatus?: number;
}

/** Base of what ServiceDesk Plus, or the way to it, can answer instead of a result. Texts are ours, never SDP's. */
export abstract class SdpApiError extends AppError {
  /** HTTP status SDP answered with; undefined when no answer came. */
  readonly upstreamStatus: number | undefined;

  constructor(message: string, { upstreamStatus, ...options }: SdpErrorOptions = {}) {
    super(message, options);
    this.upstreamStatus = upstreamStatus;
  }
}

/** SDP refused the access token, and a new one did not help or could not be had. */
export class SdpUnauthorizedError extends SdpApiError {
  readonly code = 'SDP_UNAUTHORIZED';
  readonly retryable = false;
  readonly httpStatus = 401;
  readonly resolution =
    'Check that the portal name and the data center are right. If they are, set the connection up again with a new grant token.';

  /** The answer was a page, as some gateways send it for paths that do not exist. */
  readonly pathMayNotExist: boolean;

  constructor({ pathMayNotExist = false, ...options }: SdpErrorOptions & { readonly pathMayNotExist?: boolean } = {}) {
    super('ServiceDesk Plus did not accept the access token for this portal.', options);
    this.pathMayNotExist = pathMayNotExist;
  }
}

/** The grant behind the connection does not cover this part of SDP. A refresh never adds a scope. */
export class SdpScopeMissingError extends SdpApiError {
  readonly code = 'SDP_SCOPE_MISSING';
  readonly retryable = false;
  readonly httpStatus = 403;
  readonly resolution: string;

  /** @param scope such as `SDPOnDemand.setup.READ` */
  constructor(
    readonly scope: string,
    options: SdpErrorOptions = {},
  ) {
    super(`The connection has no permission for this: the scope ${scope} is missing.`, {
      ...options,
      missingScopes: [scope],
    });
    this.resolution = `Make a new grant token in the Zoho API console with all scopes used so far plus ${scope}, and set the connection up again with it. A refresh cannot add a scope.`;
  }
}

/** The person's role in SDP does not allow the operation. */
export class SdpForbiddenError extends SdpApiError {
  readonly code = 'SDP_FORBIDDEN';
  readonly retryable = false;
  readonly httpStatus = 403;
  readonly resolution =
    'Ask the ServiceDesk Plus administrator whether your role may do this; the same person must be allowed to do it in the browser.';

  constructor(options: SdpErrorOptions = {}) {
    super('ServiceDesk Plus does not allow you to do this.', options);
  }
}

/** There is no such record, or the person may not see it. */
export class SdpNotFoundError extends SdpApiError {
  readonly code = 'SDP_NOT_FOUND';
  readonly retryable = false;
  readonly httpStatus = 404;
  readonly resolution = 'Check the number or id, or search for the record first.';

  /** @param what our own words for what was looked for, such as `request 31230` */
  constructor(
    readonly what: string,
    options: SdpErrorOptions = {},
  ) {
    super(`ServiceDesk Plus has no ${what}, or you may not see it.`, options);
  }
}

/** Nothing answers under the portal's address. */
export class SdpPortalUnknownError extends SdpApiError {
  readonly code = 'SDP_PORTAL_UNKNOWN';
  readonly retryable = false;
  readonly httpStatus = 404;
  readonly resolution =
    'Use the portal name that stands after /app/ in the address of your ServiceDesk Plus, and the data center you log in at.';

  /** @param portal undefined is the account's default portal */
  constructor(
    readonly portal: string | undefined,
    options: SdpErrorOptions = {},
  ) {
    super(
      portal === undefined
        ? 'ServiceDesk Plus has no default portal for this account.'
        : `ServiceDesk Plus has no portal named ${portal}.`,
      options,
    );
  }
}

/** SDP's rate limit, met or still in force. */
export class SdpRateLimitedError extends SdpApiError {
  readonly code = 'SDP_RATE_LIMITED';
  readonly retryable = true;
  readonly httpStatus = 429;
  readonly resolution = 'Wait as long as stated and repeat the call. Nothing was done.';

  constructor(retryAfterSeconds: number, options: SdpErrorOptions = {}) {
    super('ServiceDesk Plus asks this connection to slow down.', { ...options, retryAfterSeconds });
  }
}

/** SDP cannot be reached, does not answer in time, or answers something unreadable. Nothing was changed. */
export class SdpUnavailableError extends SdpApiError {
  readonly code = 'SDP_UNAVAILABLE';
  readonly retryable = true;
  readonly httpStatus = 503;
  readonly resolution = 'Try again in a minute.';
}

export interface OutcomeUnknownOptions extends SdpErrorOptions {
  /** What a look for the effect of the write gave; absent when nobody looked. */
  readonly look?: 'not_found' | 'not_possible';
  /** Where to look before trying again, a phrase such as `read the request and compare its fields`. */
  readonly check?: string;
}

const LOOKS = {
  not_found: ' It was looked for and not found so far.',
  not_possible: ' It could not be looked for, because ServiceDesk Plus still gives no answer.',
} as const;

/** A write was sent and its answer was lost: it may have been done. Never to be taken for a failure. */
export class SdpOutcomeUnknownError extends SdpApiError {
  readonly code = 'SDP_OUTCOME_UNKNOWN';
  readonly retryable = false;
  readonly httpStatus = 503;
  readonly resolution: string;

  constructor({
    look,
    check = 'read the record and look whether the change is there',
    ...options
  }: OutcomeUnknownOptions = {}) {
    super(
      `The connection to ServiceDesk Plus broke after the change was sent: it may have been done.${look ? LOOKS[look] : ''}`,
      options,
    );
    this.resolution = `Check before trying again: ${check}. Repeat the call only if it is not there.`;
  }
}

/** The caller went away or cancelled. */
export class SdpCallCancelledError extends SdpApiError {
  readonly code = 'SDP_CALL_CANCELLED';
  readonly retryable = true;
  readonly httpStatus = 499;
  readonly resolution = 'Nothing to do: the call was cancelled by whoever made it.';

  constructor(options: SdpErrorOptions = {}) {
    super('The call was cancelled before it was finished.', options);
  }
}
