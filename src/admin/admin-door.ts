import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable, NotFoundException } from '@nestjs/common';
import type { ServerEvent } from '../common/events/server-event.js';
import { ServerEvents } from '../common/events/server-events.js';
import { Clock } from '../common/time/clock.js';
import { AppConfig } from '../config/app-config.js';
import { AttemptLimiter } from '../common/resilience/attempt-limiter.js';
import { AdminLockedError, AdminTokenRequiredError } from './admin.errors.js';
import { addressKey } from '../common/text/address-key.js';

const MISSES = { attempts: 5, windowMs: 60_000 };
/** Of a flood that is turned away, the audit gets one event a minute and address. */
const TELLINGS = { attempts: 1, windowMs: 60_000 };

type Refusal = Extract<ServerEvent, { type: 'admin_refused' }>['reason'];

/** What of a request decides whether it may pass. */
export interface AdminRequest {
  /** Names and values by turns, as they came: `headers` would hide that one came twice. */
  readonly rawHeaders: readonly string[];
  /** Of the sender; behind a proxy that is not among `SDP_TRUSTED_PROXIES` the proxy's, and senders share their misses. */
  readonly ip: string;
}

/** Lets through whoever carries the admin token, and counts who does not. */
@Injectable()
export class AdminDoor {
  private readonly token: Buffer | undefined;
  private readonly misses: AttemptLimiter;
  private readonly tellings: AttemptLimiter;

  constructor(
    { adminToken }: AppConfig,
    private readonly events: ServerEvents,
    clock: Clock,
  ) {
    this.token = adminToken === undefined ? undefined : digest(Buffer.from(adminToken));
    this.misses = new AttemptLimiter(clock, MISSES);
    this.tellings = new AttemptLimiter(clock, TELLINGS);
  }

  /**
   * @throws NotFoundException when the server has no admin token, AdminTokenRequiredError, AdminLockedError also for
   *   the right token, as a limit that a guess can pass would be none
   */
  check({ rawHeaders, ip }: AdminRequest): void {
    if (!this.token) throw new NotFoundException();
    const sender = addressKey(ip);
    const lockedForSeconds = this.misses.secondsUntilFree(sender);
    if (lockedForSeconds !== undefined) {
      if (this.tellings.attempt(sender) === undefined) this.refuse('too_many');
      throw new AdminLockedError(lockedForSeconds);
    }
    const presented = bearerOf(rawHeaders);
    if (timingSafeEqual(this.token, digest(presented ?? Buffer.alloc(0)))) return;
    this.misses.attempt(sender);
    this.refuse(presented ? 'wrong' : 'missing');
    throw new AdminTokenRequiredError();
  }

  private refuse(reason: Refusal): void {
    this.events.emit({ type: 'admin_refused', reason });
  }
}

/** undefined unless there is exactly one Authorization header and it is a bearer's (RFC 6750 section 2.1). */
function bearerOf(rawHeaders: readonly string[]): Buffer | undefined {
  const values = rawHeaders.filter((_, index) => index % 2 === 1 && isAuthorization(rawHeaders[index - 1]));
  const [value] = values;
  const text = values.length === 1 ? /^Bearer +(.+)$/i.exec(value ?? '')?.[1] : undefined;
  // Node gives header bytes as latin1.
  return text === undefined ? undefined : Buffer.from(text, 'latin1');
}

function isAuthorization(name: string | undefined): boolean {
  return name?.toLowerCase() === 'authorization';
}

/** Digests have one length, so neither length nor content of a token shows in the time a comparison takes. */
function digest(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
