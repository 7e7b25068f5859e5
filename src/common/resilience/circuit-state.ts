/** `trial failed` is kept once for all trials of one opening, with their count: the circuit was open and stays so. */
export const CIRCUIT_EVENTS = ['opened', 'trial failed', 'closed', 'reset'] as const;
export type CircuitEvent = (typeof CIRCUIT_EVENTS)[number];

export type CircuitStateName = 'closed' | 'open' | 'half-open';

/** What an operator wants to know of the past: when it began, what keeps it going, when it ended, and who ended it. */
export interface CircuitTransition {
  readonly at: Date;
  readonly to: CircuitEvent;
  /** In words of ours. */
  readonly reason: string;
}

/** What an operator sees of one breaker. */
export interface CircuitState {
  readonly name: string;
  readonly state: CircuitStateName;
  /** Seconds until the probe; undefined when closed. */
  readonly retryAfterSeconds: number | undefined;
  /** When it opened; failed trials since then do not change it. */
  readonly openedAt: Date | null;
  /** Counts of the rolling window. */
  readonly window: { readonly calls: number; readonly failures: number; readonly rejected: number };
  /** The last 20, oldest first. */
  readonly history: readonly CircuitTransition[];
}
