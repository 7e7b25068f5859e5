import type { CircuitState } from '../../common/resilience/circuit-state.js';

/** An open circuit tells nobody for this long: most close at their first probes. */
const QUIET_MS = 60_000;

export interface OpenCircuit {
  readonly name: string;
  readonly since: Date;
}

/** Since when circuits of this process are not closed. A probe that fails opens one anew, but the trouble is the same. */
export class OpenCircuits {
  private readonly since = new Map<string, Date>();

  /** Takes the present states, and gives the circuits that have been open for over a minute. */
  look(states: readonly Pick<CircuitState, 'name' | 'state' | 'openedAt'>[], now: Date): OpenCircuit[] {
    for (const { name, state, openedAt } of states) {
      if (state === 'closed') this.since.delete(name);
      else if (!this.since.has(name)) this.since.set(name, openedAt ?? now);
    }
    return [...this.since]
      .filter(([, since]) => now.getTime() - since.getTime() > QUIET_MS)
      .map(([name, since]) => ({ name, since }));
  }
}
