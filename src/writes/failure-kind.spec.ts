import { expect, it } from '@jest/globals';
import { CircuitOpenError } from '../common/resilience/circuit-breaker.js';
import {
  SdpCallCancelledError,
  SdpForbiddenError,
  SdpNotFoundError,
  SdpOutcomeUnknownError,
  SdpRateLimitedError,
  SdpScopeMissingError,
  SdpUnauthorizedError,
  SdpUnavailableError,
} from '../sdp-api/sdp-api.errors.js';
import { SdpMandatoryMissingError, SdpRequestClosedError } from '../sdp-api/sdp-input.errors.js';
import {
  ConnectionGoneError,
  ReauthorizationRequiredError,
  StoredTokensUnreadableError,
  ZohoThrottledError,
  ZohoUnavailableError,
} from '../token/refresh.errors.js';
import { failureKind } from './failure-kind.js';

it.each([
  ['sick', new SdpUnavailableError('down')],
  ['sick', new SdpRateLimitedError(60)],
  ['sick', new CircuitOpenError('sdp-api:us', 10)],
  ['sick', new ZohoUnavailableError({ reason: 'timeout' })],
  ['sick', new ZohoThrottledError(60)],
  ['maybe_sent', new SdpOutcomeUnknownError()],
  ['maybe_sent', new TypeError('a bug')],
  ['person', new ConnectionGoneError()],
  ['person', new ReauthorizationRequiredError('invalid_code')],
  ['person', new StoredTokensUnreadableError()],
  ['person', new SdpUnauthorizedError()],
  ['left', new SdpCallCancelledError()],
  ['refused', new SdpForbiddenError()],
  ['refused', new SdpNotFoundError('request 1')],
  ['refused', new SdpScopeMissingError('SDPOnDemand.setup.READ')],
  ['refused', new SdpMandatoryMissingError(['urgency'])],
  ['refused', new SdpRequestClosedError([])],
] as const)('takes for %s: %s', (kind, error) => {
  expect(failureKind(error)).toBe(kind);
});
