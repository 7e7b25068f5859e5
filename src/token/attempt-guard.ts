import { currentAddress } from '../common/logging/request-context.js';
import type { Clock } from '../common/time/clock.js';
import { addressKey } from '../common/text/address-key.js';
import { AttemptLimiter } from '../common/resilience/attempt-limiter.js';
import { TooManyAttemptsError } from './token.errors.js';

const MINUTE_MS = 60_000;
/** A person mistypes; who needs a sixth try within a minute is guessing. */
const OF_ONE_KEY = { attempts: 5, windowMs: MINUTE_MS };
/** An address can stand for a whole company behind a proxy, and these are failures only. */
const OF_ONE_ADDRESS = { attempts: 100, windowMs: MINUTE_MS };

/**
 * Bounds the tries with credentials that nothing shows to be right: five a minute for a client from one address, and
 * a hundred for an address over all clients. A stranger elsewhere uses up nobody's tries but their own.
 */
export class AttemptGuard {
  private readonly keys: AttemptLimiter;
  private readonly addresses: AttemptLimiter;

  constructor(clock: Clock) {
    this.keys = new AttemptLimiter(clock, OF_ONE_KEY);
    this.addresses = new AttemptLimiter(clock, OF_ONE_ADDRESS);
  }

  /**
   * Counts a try of an unproved pair for this client, from the address of the present request.
   * Returns what is to be called when it turned out well.
   * @throws TooManyAttemptsError
   */
  unproved(client: string): () => void {
    const address = addressKey(currentAddress());
    const key = `${client} ${address}`;
    const wait = this.keys.attempt(key) ?? this.addresses.attempt(address);
    if (wait !== undefined) throw new TooManyAttemptsError(wait);
    return () => {
      this.keys.forget(key);
      this.addresses.takeBack(address);
    };
  }

  /** The same for a pair whose secret is the stored one: whoever else fails for this client does not count. */
  proved(pair: string): () => void {
    const wait = this.keys.attempt(pair);
    if (wait !== undefined) throw new TooManyAttemptsError(wait);
    return () => this.keys.forget(pair);
  }
}
