import { AppError, type Guidance } from '../common/errors/app.error.js';
import type { DataCenter } from '../common/data-center.js';

/** Base of this module's errors: a person has to change something, and the same call never works by itself. */
abstract class SetupError extends AppError {
  readonly retryable = false;
}

/** The request carries no Client ID and Client Secret, or placeholders in their place. */
export class CredentialsMissingError extends SetupError {
  readonly code = 'CREDENTIALS_MISSING';
  readonly httpStatus = 401;
  readonly resolution =
    'Put the Client ID and Client Secret into the headers of the entry of this server in your MCP configuration, as the steps show.';

  /** @param placeholders headers that arrived with an unexpanded variable */
  constructor(placeholders: readonly string[], guidance: Guidance) {
    super(
      placeholders.length > 0
        ? `${placeholders.join(' and ')} arrived with a variable that was not filled in.`
        : 'The request carries no Client ID and Client Secret.',
      { guidance },
    );
  }
}

/** The credentials cannot be read: only one of the two, a wrong form, sent twice, or sent in the query string. */
export class CredentialsMalformedError extends SetupError {
  readonly code = 'CREDENTIALS_MALFORMED';
  readonly httpStatus = 400;
  readonly resolution =
    'Copy the Client ID and Client Secret again from the Client Secret tab of the Self Client, and send each once.';
}

/** A header or query parameter beside the credentials is not usable. */
export class HeaderInvalidError extends SetupError {
  readonly code = 'HEADER_INVALID';
  readonly httpStatus = 400;
  readonly resolution = 'Correct the header in the entry of this server in your MCP configuration.';
}

/** Nothing is stored for this client. */
export class SetupRequiredError extends SetupError {
  readonly code = 'SETUP_REQUIRED';
  readonly httpStatus = 409;
  readonly resolution =
    'Make a grant token in the Zoho console, as the steps show, and hand it over with complete_setup or POST /oauth/setup.';

  constructor(guidance?: Guidance) {
    super('No connection to ServiceDesk Plus is stored for this Client ID.', { ...(guidance ? { guidance } : {}) });
  }
}

/** `SDP_SETUP_MODE` is false and the call would make or replace a connection. */
export class SetupDisabledError extends SetupError {
  readonly code = 'SETUP_DISABLED';
  readonly httpStatus = 403;
  readonly resolution =
    'Ask the administrator of this server to switch set-up on (SDP_SETUP_MODE=true) for as long as it takes.';

  constructor() {
    super('Set-up is switched off on this server; connections that exist go on working.');
  }
}

/** The data center is a known one, but this server has no addresses for it. */
export class DataCenterUnknownError extends SetupError {
  readonly code = 'DATA_CENTER_UNKNOWN';
  readonly httpStatus = 400;
  readonly resolution =
    'Choose another data center, or ask the administrator to run the server with SDP_DATA_CENTER and SDP_ACCOUNTS_URL for it.';

  constructor(dataCenter: DataCenter) {
    super(`This server has no address of the accounts server in the data center ${dataCenter}.`);
  }
}

/** Two places name different data centers. */
export class DataCenterMismatchError extends SetupError {
  readonly code = 'DATA_CENTER_MISMATCH';
  readonly httpStatus = 409;
  readonly resolution: string;

  constructor(header: DataCenter, { value, where }: { value: DataCenter; where: 'connection' | 'input' }) {
    super(
      where === 'connection'
        ? `X-SDP-Data-Center says ${header}, but the stored connection belongs to ${value}.`
        : `X-SDP-Data-Center says ${header}, but the set-up was asked for ${value}.`,
    );
    this.resolution =
      where === 'connection'
        ? `Set X-SDP-Data-Center to ${value} or leave it out. To move to ${header}, hand over a grant token that was made there.`
        : 'Make both the same: the data center in which the Self Client was made.';
  }
}

/** What was handed over as grant token is something else; Zoho was not asked. */
export class GrantTokenUnreadableError extends SetupError {
  readonly code = 'GRANT_TOKEN_UNREADABLE';
  readonly httpStatus = 400;
  readonly resolution =
    'Paste the code that the Generate Code tab of the Self Client shows after CREATE; it starts with "1000." and is valid for minutes.';
}
