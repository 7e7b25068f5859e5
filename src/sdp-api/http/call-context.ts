import type { SdpConnection } from '../sdp-connection.js';

/** Everything a single tool call's exchanges with SDP have in common. */
export interface CallContext {
  readonly connection: SdpConnection;
  /** Fires when the caller went away. */
  readonly signal: AbortSignal;
  /** By the injected clock, in ms since the epoch. */
  readonly deadlineMs: number;
}

/** Waits; rejects with the signal's reason when it fires first. Injected, so that tests do not sleep. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;
