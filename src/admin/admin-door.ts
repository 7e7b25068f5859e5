import { Injectable, NotFoundException } from '@nestjs/common';
import type { ServerEvent } from '../common/events/server-event.js';
import { ServerEvents } from '../common/events/server-events.js';
import { AttemptLimiter } from '../common/resilience/attempt-limiter.js';
import { addressKey } from '../common/text/address-key.js';
import { Clock } from '../common/time/clock.js';
import { AdminLockedError, AdminTokenRequiredError } from './admin.errors.js';
import { AdminTokens } from './admin-tokens.js';

const MISSES = { attempts: 5, windowMs: 60_000 };
/** Of a flood that is turned away, the audit gets one event a minute and address. */
const TELLINGS = { attempts: 1, windowMs: 60_000 };

type Refusal = Extract<ServerEvent, { type: 'admin_refused' }>['reason'];

/** Lets through whoever shows an admin token, and counts who does not. */
@Injectable()
export class AdminDoor {
  private readonly misses: AttemptLimiter;
  private readonly tellings: AttemptLimiter;

  constructor(
    private readonly tokens: AdminTokens,
    private readonly events: ServerEvents,
    clock: Clock,
  ) {
    this.misses = new AttemptLimiter(clock, MISSES);
    this.tellings = new AttemptLimiter(clock, TELLINGS);
  }

  /** @throws NotFoundException where no token is set: then there is nothing behind this door, whoever asks */
  checkThere(): void {
    if (!this.tokens.areSet) throw new NotFoundException();
  }

  /**
   * What a session may hold in place of the token.
   * @param ip of the sender; behind a proxy that is not among `SDP_TRUSTED_PROXIES` the proxy's, and senders share their misses
   * @throws NotFoundException, AdminLockedError, AdminTokenRequiredError
   */
  admit(ip: string, presented: Buffer | undefined): string {
    this.checkThere();
    const sender = addressKey(ip);
    const lockedForSeconds = this.misses.secondsUntilFree(sender);
    if (lockedForSeconds !== undefined) {
      if (this.tellings.attempt(sender) === undefined) this.refuse('too_many');
      throw new AdminLockedError(lockedForSeconds);
    }
    const proof = this.tokens.proofFor(presented);
    if (proof !== undefined) return proof;
    this.misses.attempt(sender);
    this.refuse(presented ? 'wrong' : 'missing');
    throw new AdminTokenRequiredError();
  }

  private refuse(reason: Refusal): void {
    this.events.emit({ type: 'admin_refused', reason });
  }
}
