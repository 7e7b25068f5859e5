import type { DataCenter } from '../common/data-center.js';
import { AppError } from '../common/errors/app.error.js';

/** What may be wrong with a secret: Zoho refused it, nobody can check it, or the client may not do what was asked. */
export type ClientRejection = 'secret_refused' | 'secret_unproved' | 'grant_refused';

const REJECTIONS: Readonly<Record<ClientRejection, { message: string; resolution: string }>> = {
  secret_refused: {
    message: 'Zoho does not accept this Client Secret for this Client ID.',
    resolution:
      'Copy the Client Secret again from the Client Secret tab of the Self Client into your MCP configuration, and connect again.',
  },
  secret_unproved: {
    message:
      'The Client Secret is not the one this connection was set up with, and Zoho can no longer confirm a new one for it.',
    resolution:
      'If the secret was renewed at Zoho, run set-up again with a new grant token. Otherwise correct the secret in your MCP configuration.',
  },
  grant_refused: {
    message: 'Zoho does not allow this client to exchange or renew tokens.',
    resolution:
      'Use a client of the kind Self Client, made in the Zoho API console by the person who works the tickets.',
  },
};

/** The presented Client Secret is wrong, or nothing shows that it is right. */
export class ClientRejectedError extends AppError {
  readonly code = 'CLIENT_REJECTED';
  readonly httpStatus = 401;
  readonly retryable = false;
  readonly resolution: string;

  constructor(readonly reason: ClientRejection = 'secret_refused') {
    super(REJECTIONS[reason].message);
    this.resolution = REJECTIONS[reason].resolution;
  }
}

/** Too many secrets or grant tokens that were wrong, in a short time, for one Client ID. */
export class TooManyAttemptsError extends AppError {
  readonly code = 'TOO_MANY_ATTEMPTS';
  readonly httpStatus = 429;
  readonly retryable = true;
  readonly resolution = 'Wait, and correct the Client Secret or the grant token before the next try.';

  constructor(retryAfterSeconds: number) {
    super('Too many wrong credentials were presented for this Client ID.', { retryAfterSeconds });
  }
}

/** Zoho did not take the grant token; it does not say which of the possible causes it is. */
export class GrantTokenInvalidError extends AppError {
  readonly code = 'GRANT_TOKEN_INVALID';
  readonly httpStatus = 400;
  readonly retryable = false;
  readonly resolution: string;

  constructor(dataCenter: DataCenter) {
    super(
      `Zoho (data center ${dataCenter}) did not accept the grant token: it has expired, was used before, was not copied whole, or belongs to another client or data center.`,
    );
    this.resolution = `Generate a new one with this Self Client and hand it over within its minutes. If your Zoho account is not in ${dataCenter}, name its data center as well.`;
  }
}

/** The client is known to live in another data center than the one that was asked. */
export class GrantTokenWrongDataCenterError extends AppError {
  readonly code = 'GRANT_TOKEN_WRONG_DATA_CENTER';
  readonly httpStatus = 400;
  readonly retryable = false;
  readonly resolution: string;

  constructor(asked: DataCenter, home: DataCenter) {
    super(`The grant token was tried in the data center ${asked}, but this client belongs to ${home}.`);
    this.resolution = `Generate a new grant token and hand it over with the data center ${home}.`;
  }
}

/** Zoho does not know the Client ID in the data center that was asked. */
export class ClientUnknownError extends AppError {
  readonly code = 'CLIENT_UNKNOWN';
  readonly httpStatus = 401;
  readonly retryable = false;
  readonly resolution: string;

  constructor(dataCenter: DataCenter) {
    super(
      `Zoho does not know this Client ID and Client Secret in the data center ${dataCenter}: the client was made in another data center, or one of the two is mistyped.`,
    );
    this.resolution = `Name the data center in whose console the Self Client was made; if that is ${dataCenter}, copy Client ID and Client Secret again.`;
  }
}

/** Server-based clients only: the redirect address is not one the client is registered with. */
export class RedirectUriMismatchError extends AppError {
  readonly code = 'REDIRECT_URI_MISMATCH';
  readonly httpStatus = 400;
  readonly retryable = false;
  readonly resolution =
    'Register the redirect address of this server with the client in the Zoho API console, letter for letter, and start again.';

  constructor() {
    super('Zoho refused the redirect address: the client is not registered with it.');
  }
}

/** Zoho refused the scopes as a whole. */
export class ScopeInvalidError extends AppError {
  readonly code = 'SCOPE_INVALID';
  readonly httpStatus = 400;
  readonly retryable = false;
  readonly resolution = 'Generate a new grant token with the scopes the set-up instructions list, comma-separated.';

  constructor() {
    super('Zoho refused the scopes of the grant token.');
  }
}

/** The exchange gave an access token alone, as Zoho does for a second consent without `prompt=consent`. */
export class RefreshTokenMissingError extends AppError {
  readonly code = 'REFRESH_TOKEN_MISSING';
  readonly httpStatus = 400;
  readonly retryable = false;
  readonly resolution =
    'Ask for consent again with access_type=offline and prompt=consent, or generate a grant token with a Self Client.';

  constructor() {
    super('Zoho gave no refresh token, so the connection would end after an hour. Nothing was stored.');
  }
}
