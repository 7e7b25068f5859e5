import { SdpForbiddenError, SdpNotFoundError, SdpScopeMissingError, SdpUnauthorizedError } from '../sdp-api.errors.js';

const WITHHOLDING = [SdpNotFoundError, SdpForbiddenError, SdpScopeMissingError, SdpUnauthorizedError];

/** SDP does not give this to this person: no scope, no right, or no such path in this portal. */
export function isWithheld(error: unknown): boolean {
  return WITHHOLDING.some((kind) => error instanceof kind);
}
