import {
  SdpApiError,
  SdpCallCancelledError,
  type SdpErrorOptions,
  SdpOutcomeUnknownError,
  SdpUnauthorizedError,
  SdpUnavailableError,
} from '../sdp-api.errors.js';
import type { CallContext } from './call-context.js';
import { TokenRefusedError } from './failure.js';
import type { Operation } from './operation.js';
import { type Sickness, SickUpstreamError } from './sick-upstream.error.js';

const WORDS: Readonly<Record<Sickness, string>> = {
  unreachable: 'ServiceDesk Plus cannot be reached',
  timeout: 'ServiceDesk Plus did not answer in time',
  broken: 'The connection to ServiceDesk Plus broke before its answer was complete',
  unreadable: 'ServiceDesk Plus answered something that is not an answer of its API',
  failing: 'ServiceDesk Plus answered with an internal error',
};

/** What leaves `http/` instead of its inner errors. @param host named when SDP cannot be reached at all */
export function finalError(
  error: unknown,
  { method }: Pick<Operation<unknown>, 'method'>,
  { signal }: Pick<CallContext, 'signal'>,
  host: string,
): unknown {
  if (error instanceof SickUpstreamError) {
    const options: SdpErrorOptions = { cause: error, ...(error.status && { upstreamStatus: error.status }) };
    if (method !== 'GET' && error.maybeDone) return new SdpOutcomeUnknownError(options);
    const where = error.sickness === 'unreachable' ? ` at ${host}` : '';
    return new SdpUnavailableError(`${WORDS[error.sickness]}${where}.`, options);
  }
  if (error instanceof TokenRefusedError) {
    return new SdpUnauthorizedError({ upstreamStatus: 401, pathMayNotExist: error.page });
  }
  if (signal.aborted && !(error instanceof SdpApiError)) return new SdpCallCancelledError({ cause: error });
  return error;
}
