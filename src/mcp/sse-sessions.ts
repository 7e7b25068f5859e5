import type { Clock } from '../common/time/clock.js';
import type { CallGate } from './call-gate.js';
import type { InFlightCalls } from './in-flight-calls.js';
import { SessionsExhaustedError } from './mcp.errors.js';
import type { McpLimits } from './mcp-limits.js';

/** The stream of a session, as far as the registry deals with it. */
export interface SseStream {
  /** Bytes written and not yet taken by the client. */
  queuedBytes(): number;
  keepAlive(): void;
  /** Ends the stream in order; `retryMs` tells the client's EventSource when to come back. */
  end(retryMs: number): void;
  /** Cuts the connection. */
  destroy(): void;
}

export interface SseSession {
  readonly id: string;
  /** Of the credentials that opened the session. */
  readonly fingerprint: string;
  /** True when it was opened without usable credentials. */
  readonly anonymous: boolean;
  readonly stream: SseStream;
}

interface Entry<S> {
  readonly session: S;
  readonly openedAtMs: number;
  /** Last message, or last look at a running call. */
  lastActiveAtMs: number;
  nextKeepAliveAtMs: number;
  stalledSinceMs: number | undefined;
}

/** Evicted clients come back slowly, or two windows of one person would push each other out in a loop. */
const EVICTED_RETRY_MS = 60_000;
const RETRY_MS = 1_000;
/** Clients of one replica come back spread over this time. */
const RETRY_SPREAD_MS = 4_000;

/**
 * The open SSE sessions of this process: how many, for how long, and which streams are still read. Nothing here
 * runs by itself; `sweep` is called from a timer.
 */
export class SseSessions<S extends SseSession> {
  private readonly entries = new Map<string, Entry<S>>();
  private draining = false;

  constructor(
    private readonly limits: McpLimits,
    private readonly clock: Clock,
    private readonly calls: Pick<InFlightCalls, 'count'>,
    private readonly gate: Pick<CallGate, 'hasProved'>,
    private readonly random: () => number = Math.random,
  ) {}

  get size(): number {
    return this.entries.size;
  }

  /**
   * Makes room for one more session of these credentials. Their oldest quiet session gives way when they have too
   * many. Of credentials that have proved no connection here, only so many stay open, so that made-up ones
   * cannot take all places. When the process is full, only a session that has been quiet for `idleMs`
   * gives way, whoever owns it.
   * A session with a call in flight never does.
   *
   * @throws SessionsExhaustedError
   */
  makeRoom({ fingerprint, anonymous }: Pick<S, 'fingerprint' | 'anonymous'>): void {
    if (this.draining) throw new SessionsExhaustedError();
    const own = [...this.entries.values()].filter(({ session }) => session.fingerprint === fingerprint);
    const allowed = anonymous ? this.limits.sessionsWithoutCredential : this.limits.sessionsPerCredential;
    if (own.length >= allowed) this.evictQuietest(own, 0);
    if (!this.gate.hasProved(fingerprint)) this.makeRoomAmongUnproved();
    if (this.entries.size >= this.limits.sessions) this.evictQuietest([...this.entries.values()], this.limits.idleMs);
  }

  add(session: S): void {
    const now = this.clock.nowMs();
    this.entries.set(session.id, {
      session,
      openedAtMs: now,
      lastActiveAtMs: now,
      nextKeepAliveAtMs: now + this.keepAlivePauseMs(),
      stalledSinceMs: undefined,
    });
  }

  get(id: string): S | undefined {
    return this.entries.get(id)?.session;
  }

  /** Notes that a message came in. */
  touch(id: string): void {
    const entry = this.entries.get(id);
    if (entry) entry.lastActiveAtMs = this.clock.nowMs();
  }

  /** Forgets a session whose stream is closed. */
  remove(id: string): void {
    this.entries.delete(id);
  }

  /** True while the client does not read its stream: it gets no more to read by asking for more. */
  isStalled({ stream }: S): boolean {
    return stream.queuedBytes() > this.limits.stalledBytes;
  }

  /** Keeps streams alive, cuts stalled ones, ends those that are too old or idle for too long. */
  sweep(): void {
    const now = this.clock.nowMs();
    for (const entry of this.entries.values()) {
      if (this.calls.count(entry.session.id) > 0) entry.lastActiveAtMs = now;
      if (this.hasStalledTooLong(entry, now)) this.drop(entry, (stream) => stream.destroy());
      else if (this.isOver(entry, now)) this.drop(entry, (stream) => stream.end(this.retryMs()));
      else if (now >= entry.nextKeepAliveAtMs) {
        entry.nextKeepAliveAtMs = now + this.keepAlivePauseMs();
        entry.session.stream.keepAlive();
      }
    }
  }

  /** Takes no new session, ends the quiet ones at once and the others, by `sweep`, when their calls have ended. */
  drain(): void {
    this.draining = true;
    this.sweep();
  }

  private makeRoomAmongUnproved(): void {
    const unproved = [...this.entries.values()].filter(({ session }) => !this.gate.hasProved(session.fingerprint));
    if (unproved.length >= this.limits.sessionsUnproved) this.evictQuietest(unproved, 0);
  }

  private hasStalledTooLong(entry: Entry<S>, now: number): boolean {
    if (!this.isStalled(entry.session)) entry.stalledSinceMs = undefined;
    else entry.stalledSinceMs ??= now;
    return entry.stalledSinceMs !== undefined && now - entry.stalledSinceMs >= this.limits.stalledMs;
  }

  private isOver({ session, openedAtMs, lastActiveAtMs }: Entry<S>, now: number): boolean {
    const { lifetimeMs, endIdleMs } = this.limits;
    const due = this.draining || now - openedAtMs >= lifetimeMs || now - lastActiveAtMs >= endIdleMs;
    return due && this.calls.count(session.id) === 0;
  }

  private evictQuietest(entries: readonly Entry<S>[], quietForMs: number): void {
    const latest = this.clock.nowMs() - quietForMs;
    const [quietest] = entries
      .filter(({ session, lastActiveAtMs }) => lastActiveAtMs <= latest && this.calls.count(session.id) === 0)
      .sort((a, b) => a.lastActiveAtMs - b.lastActiveAtMs);
    if (quietest === undefined) throw new SessionsExhaustedError();
    this.drop(quietest, (stream) => stream.end(EVICTED_RETRY_MS));
  }

  private drop({ session }: Entry<S>, close: (stream: SseStream) => void): void {
    this.entries.delete(session.id);
    close(session.stream);
  }

  private keepAlivePauseMs(): number {
    return this.limits.keepAliveMs * (0.8 + 0.4 * this.random());
  }

  private retryMs(): number {
    return RETRY_MS + Math.floor(this.random() * RETRY_SPREAD_MS);
  }
}
