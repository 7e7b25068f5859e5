import type { DataCenter } from '../common/data-center.js';
import type { AppError } from '../common/errors/app.error.js';
import type { GrantVerdict } from './grant-verdict.js';
import { ZohoThrottledError, ZohoUnavailableError } from './refresh.errors.js';
import {
  ClientRejectedError,
  ClientUnknownError,
  GrantTokenInvalidError,
  GrantTokenWrongDataCenterError,
  RedirectUriMismatchError,
  ScopeInvalidError,
} from './token.errors.js';

const THROTTLED_SECONDS = 600;

export interface ExchangeContext {
  /** The one that was asked. */
  readonly dataCenter: DataCenter;
  /** Where the client is known to live, if it is known. */
  readonly home: DataCenter | undefined;
}

/**
 * What a person is told about a code exchange that failed. Zoho has one word for a code that is expired, used,
 * mistyped or from elsewhere; a connection stored in another data center is the one hint that tells more.
 */
export function exchangeError(verdict: Exclude<GrantVerdict, { kind: 'ok' }>, context: ExchangeContext): AppError {
  const { dataCenter, home } = context;
  switch (verdict.kind) {
    case 'throttled':
      return new ZohoThrottledError(THROTTLED_SECONDS);
    case 'transient':
      return new ZohoUnavailableError({
        reason: verdict.code,
        ...(verdict.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: verdict.retryAfterSeconds }),
        resolution: verdict.mayHaveIssued
          ? 'Hand the same grant token over again in a moment; if Zoho then calls it invalid, generate a new one.'
          : 'Hand the same grant token over again in a moment; it was not used up.',
      });
    case 'permanent':
      if (verdict.code === 'invalid_client_secret') return new ClientRejectedError('secret_refused');
      if (verdict.code === 'unauthorized_client') return new ClientRejectedError('grant_refused');
      if (home !== undefined && home !== dataCenter) return new GrantTokenWrongDataCenterError(dataCenter, home);
      return verdict.code === 'invalid_client'
        ? new ClientUnknownError(dataCenter)
        : new GrantTokenInvalidError(dataCenter);
    case 'configuration':
      if (verdict.code === 'invalid_redirect_uri') return new RedirectUriMismatchError();
      if (verdict.code === 'invalid_scope') return new ScopeInvalidError();
      return new ZohoUnavailableError({
        reason: verdict.code,
        resolution: 'Generate a new grant token and try again; if it stays so, tell the administrator this reason.',
      });
  }
}
