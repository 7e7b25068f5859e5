import type { Clock } from '../time/clock.js';
import type { CircuitEvent, CircuitTransition } from './circuit-state.js';

/** Events that are kept for each breaker. */
const LONGEST = 20;

/** What happened to one breaker, oldest first. */
export class CircuitHistory {
  private events: readonly CircuitTransition[] = [];
  private failedTrials = 0;

  constructor(private readonly clock: Clock) {}

  get all(): readonly CircuitTransition[] {
    return this.events;
  }

  /** A transition ends the row of failed trials. */
  add(to: Exclude<CircuitEvent, 'trial failed'>, reason: string): void {
    this.failedTrials = 0;
    this.remember(this.events, to, reason);
  }

  /** One event for all trials of an opening, so that an hour of them does not push out what led to it. */
  addFailedTrial(sickness: string): void {
    const before = this.failedTrials === 0 ? this.events : this.events.slice(0, -1);
    this.failedTrials += 1;
    const trials = this.failedTrials === 1 ? 'one trial call' : `${this.failedTrials} trial calls`;
    this.remember(before, 'trial failed', `${trials} since it opened, the last one by ${sickness}`);
  }

  private remember(before: readonly CircuitTransition[], to: CircuitEvent, reason: string): void {
    this.events = [...before, { at: this.clock.now(), to, reason }].slice(-LONGEST);
  }
}
