import { AppError } from '../common/errors/app.error.js';

/** Base of what can go wrong between the consent page of Zoho and our callback. */
abstract class ConsentError extends AppError {
  readonly retryable = false;
  readonly httpStatus = 400;
  readonly resolution: string =
    'Start again on the first page, or ask for a new consent address with GET /oauth/initialize.';
}

/** The `state` is unknown, used or older than its ten minutes (RFC 6749 section 10.12). */
export class StateInvalidError extends ConsentError {
  readonly code = 'STATE_INVALID';

  constructor() {
    super('This consent was not started here, was used already, or is older than ten minutes.');
  }
}

/** The person refused at Zoho. */
export class ConsentDeniedError extends ConsentError {
  readonly code = 'CONSENT_DENIED';
  override readonly resolution =
    'Nothing was stored. To go on, start again on the first page, or with GET /oauth/initialize, and choose Accept.';

  constructor() {
    super('The access was refused on the consent page of Zoho.');
  }
}

/** Zoho sent the person back without a code and without a refusal. */
export class ConsentFailedError extends ConsentError {
  readonly code = 'CONSENT_FAILED';
  override readonly resolution =
    'Check scopes and redirect address of the client in the Zoho console, then start again on the first page, or with GET /oauth/initialize.';

  constructor() {
    super('Zoho ended the consent without a code.');
  }
}

/**
 * `location` or `accounts-server` name a server that is not in our table, or contradict each other. The code is not
 * sent anywhere: whoever controls that address could be collecting codes (RFC 9700 section 4.4, mix-up).
 */
export class AccountsServerUnknownError extends ConsentError {
  readonly code = 'ACCOUNTS_SERVER_UNKNOWN';
  override readonly resolution =
    'Start again on the first page with the data center of the account, or with GET /oauth/initialize and X-SDP-Data-Center set to it.';

  constructor() {
    super('The answer names an accounts server that this server does not know.');
  }
}
