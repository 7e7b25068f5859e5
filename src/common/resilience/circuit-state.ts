export type CircuitStateName = 'closed' | 'open' | 'half-open';

/** What an operator wants to know of the past: when it began, when it ended, and who ended it. */
export interface CircuitTransition {
  readonly at: Date;
  /** A failed probe is no transition: the circuit was open and stays so. */
  readonly to: 'opened' | 'closed' | 'reset';
  /** In words of ours. */
  readonly reason: string;
}

/** What an operator sees of one breaker. */
export interface CircuitState {
  readonly name: string;
  readonly state: CircuitStateName;
  /** Seconds until the probe; undefined when closed. */
  readonly retryAfterSeconds: number | undefined;
  readonly openedAt: Date | null;
  /** Counts of the rolling window. */
  readonly window: { readonly calls: number; readonly failures: number; readonly rejected: number };
  /** The last 20, oldest first. */
  readonly history: readonly CircuitTransition[];
}
