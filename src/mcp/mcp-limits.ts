const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Bounds of the protocol's edge, in one place. Lengths end in `Bytes`, times in `Ms`. */
export interface McpLimits {
  /** Open SSE sessions of this process. */
  readonly sessions: number;
  /** Open SSE sessions with the same credentials. */
  readonly sessionsPerCredential: number;
  /** Open SSE sessions of callers without usable credentials, who all count as one. */
  readonly sessionsWithoutCredential: number;
  /** Open SSE sessions whose credentials have not proved a connection here; the other places are for those that have. */
  readonly sessionsUnproved: number;
  /** A session without a message for so long gives way when the process has no room left; otherwise it stays. */
  readonly idleMs: number;
  /** A session without a message or a running call for so long is ended; Infinity: never for silence alone. */
  readonly endIdleMs: number;
  /** Longest life of a session. Its stream ends with `retry:`, and a client's EventSource comes back by itself. */
  readonly lifetimeMs: number;
  /** Pause between keep-alive comments; each is stretched or shortened by up to a fifth. */
  readonly keepAliveMs: number;
  /** A stream with more than this unread is stalled: its session takes no more messages. */
  readonly stalledBytes: number;
  /** A stream stalled for so long is cut. */
  readonly stalledMs: number;
  /** How often sessions are looked at. */
  readonly sweepMs: number;
  /** Tool calls of one pair of credentials that run at one time. */
  readonly callsPerConnection: number;
  /** Tool calls of one pair of credentials that wait for their turn, beyond those that run. */
  readonly waitingPerConnection: number;
  /** Longest wait for a turn. */
  readonly longestWaitMs: number;
  /** Tool calls of callers who have not proved a connection, over all of them. */
  readonly callsWithoutConnection: number;
  /** A call with a progress token hears something this often. */
  readonly progressMs: number;
  /** A person who is asked through their client answers within this, or was not asked. */
  readonly answerMs: number;
  /** A list of tools waits so long for what is known of the caller's grant, and is told without it otherwise. */
  readonly glanceMs: number;
  /** Elements over all arrays of one call's arguments (GHSA-46jr-4wx8-v453: validating huge arrays). */
  readonly arrayElements: number;
  /** Objects and arrays inside each other in one call's arguments. */
  readonly depth: number;
}

/**
 * What runs in production. Idle SSE clients are normal: an assistant's window stays open over lunch, so silence
 * alone never ends a session whose socket is alive.
 */
export const MCP_LIMITS: McpLimits = {
  sessions: 5_000,
  sessionsPerCredential: 10,
  sessionsWithoutCredential: 500,
  sessionsUnproved: 4_000,
  idleMs: 10 * MINUTE_MS,
  endIdleMs: Infinity,
  lifetimeMs: 8 * HOUR_MS,
  keepAliveMs: 15 * SECOND_MS,
  stalledBytes: 256 * 1_024,
  stalledMs: 30 * SECOND_MS,
  sweepMs: SECOND_MS,
  callsPerConnection: 8,
  waitingPerConnection: 16,
  longestWaitMs: 30 * SECOND_MS,
  callsWithoutConnection: 128,
  progressMs: 10 * SECOND_MS,
  answerMs: 2 * MINUTE_MS,
  glanceMs: 500,
  arrayElements: 2_000,
  depth: 32,
};
