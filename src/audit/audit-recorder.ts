import { Logger } from '@nestjs/common';
import type { ServerEvent } from '../common/events/server-event.js';
import type { ServerEvents } from '../common/events/server-events.js';
import { currentAddress, currentRequestId } from '../common/logging/request-context.js';
import { AttemptLimiter } from '../common/resilience/attempt-limiter.js';
import { addressKey } from '../common/text/address-key.js';
import type { Clock } from '../common/time/clock.js';
import { type AuditEntry, auditEntryOf } from './audit-entry.js';
import type { AuditEvent } from './audit-event.entity.js';
import type { AuditLog } from './audit-log.js';
import { OrderedIds } from './ordered-id.js';

/** Events that wait for a database that is down; those that come when it is full are counted and lost. */
const MOST_WAITING = 10_000;
/** Rows of one INSERT. */
const BATCH = 200;
const BETWEEN_WRITES_MS = 500;
/** Of SDP's record ids. */
const MOST_IDS = 100;
const LONGEST_ID = 64;
/** What people without a connection fail at is kept so often a minute; anybody can do that without end. */
const OF_ONE_ADDRESS = { attempts: 30, windowMs: 60_000 };
const OF_ALL_STRANGERS = { attempts: 300, windowMs: 60_000 };

export interface AuditRecorderParts {
  readonly log: Pick<AuditLog, 'add'>;
  readonly events: ServerEvents;
  readonly clock: Clock;
  readonly replicaId: string;
  readonly mostWaiting?: number;
}

/** Writes down what happens, in batches and in the background: no request waits for its audit, or fails with it. */
export class AuditRecorder {
  private readonly logger = new Logger(AuditRecorder.name);
  private readonly ids = new OrderedIds();
  private readonly waiting: AuditEvent[] = [];
  private lost = 0;
  private failing = false;
  private readonly addresses: AttemptLimiter;
  private readonly strangers: AttemptLimiter;
  private writing: Promise<void> | undefined;
  private readonly timer: NodeJS.Timeout;
  private readonly unsubscribe: () => void;

  constructor(private readonly parts: AuditRecorderParts) {
    this.addresses = new AttemptLimiter(parts.clock, OF_ONE_ADDRESS);
    this.strangers = new AttemptLimiter(parts.clock, OF_ALL_STRANGERS);
    this.unsubscribe = parts.events.subscribe((event) => this.record(event));
    this.timer = setInterval(() => void this.write(), BETWEEN_WRITES_MS).unref();
  }

  /** Events that were lost since the last one that could be written. */
  get lostEvents(): number {
    return this.lost;
  }

  /** Takes nothing more, and writes what waits as far as the database takes it. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.writing;
    await this.write();
    this.unsubscribe();
    if (this.waiting.length > 0) this.logger.error({ event: 'audit_lost', count: this.waiting.length + this.lost });
  }

  /** Writes everything that waits; joins the write that is under way. */
  write(): Promise<void> {
    this.writing ??= this.writeAll().finally(() => (this.writing = undefined));
    return this.writing;
  }

  private record(event: ServerEvent): void {
    const entry = auditEntryOf(event);
    if (!entry || this.isFlood(entry)) return;
    const { clock, replicaId, mostWaiting = MOST_WAITING } = this.parts;
    if (this.waiting.length >= mostWaiting) {
      this.lost += 1;
      return;
    }
    this.waiting.push({
      subject: null,
      connectionId: null,
      ...entry,
      recordIds: (entry.recordIds ?? []).slice(0, MOST_IDS).map((id) => id.slice(0, LONGEST_ID)),
      id: this.ids.next(clock.nowMs()),
      at: clock.now(),
      requestId: currentRequestId() ?? null,
      replica: replicaId,
    });
  }

  /** Metrics count all of it; the audit has to have room for what people with a connection do. */
  private isFlood({ actor, connectionId }: AuditEntry): boolean {
    if (actor !== 'person' || connectionId) return false;
    const tooMany = this.addresses.attempt(addressKey(currentAddress())) ?? this.strangers.attempt('all');
    return tooMany !== undefined;
  }

  private async writeAll(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.slice(0, BATCH);
      try {
        await this.add(batch);
      } catch (error) {
        // Once for an outage of the database, not once for a try.
        if (!this.failing) this.logger.warn({ event: 'audit_not_written', count: this.waiting.length, error });
        this.failing = true;
        return;
      }
      this.failing = false;
      this.waiting.splice(0, batch.length);
      this.sayWhatWasLost();
    }
  }

  /** @throws when the database does not take anything now */
  private async add(batch: readonly AuditEvent[]): Promise<void> {
    try {
      await this.parts.log.add(batch);
    } catch (error) {
      if (!isAboutTheRows(error)) throw error;
      // One row that the table does not take must not keep the others waiting for ever.
      if (batch.length > 1) for (const event of batch) await this.add([event]);
      else this.lost += 1;
    }
  }

  private sayWhatWasLost(): void {
    if (this.lost === 0) return;
    const count = this.lost;
    this.lost = 0;
    this.logger.error({ event: 'audit_lost', count });
    this.parts.events.emit({ type: 'audit_dropped', count });
  }
}

/** PostgreSQL's classes 22 (data exception) and 23 (integrity constraint violation). */
function isAboutTheRows(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^2[23]/.test(code);
}
