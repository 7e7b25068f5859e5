import { expect, it } from '@jest/globals';
import { FakeClock } from '../../test/support/fake-clock.js';
import { requestContext } from '../common/logging/request-context.js';
import { AttemptGuard } from './attempt-guard.js';
import { TooManyAttemptsError } from './token.errors.js';

const guard = new AttemptGuard(new FakeClock());
const tryFrom = (address: string) =>
  requestContext.run({ requestId: 'r', address }, () => guard.unproved('one client'));

it('counts all addresses of one IPv6 subscriber as one, and another subscriber apart', () => {
  for (let host = 1; host <= 5; host += 1) tryFrom(`2001:db8:1:2::${host}`);

  expect(() => tryFrom('2001:db8:1:2:ffff::1')).toThrow(TooManyAttemptsError);
  expect(() => tryFrom('2001:db8:1:3::1')).not.toThrow();
});
