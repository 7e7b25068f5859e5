import { Counter, Gauge, type Registry } from 'prom-client';
import type { EventTable } from '../../common/events/event-table.js';
import type { CircuitState, CircuitStateName } from '../../common/resilience/circuit-state.js';

const STATE: Readonly<Record<CircuitStateName, number>> = { closed: 0, open: 1, 'half-open': 2 };

/** Circuit breakers of this process. */
export function circuitMetrics(
  registry: Registry,
  circuits: () => readonly Pick<CircuitState, 'name' | 'state'>[],
): EventTable {
  const registers = [registry];
  new Gauge({
    name: 'sdp_mcp_circuit_state',
    help: 'State of each circuit breaker: 0 closed, 1 open, 2 half-open.',
    labelNames: ['circuit'],
    registers,
    collect() {
      for (const { name, state } of circuits()) this.set({ circuit: name }, STATE[state]);
    },
  });
  const transitions = new Counter({
    name: 'sdp_mcp_circuit_transitions_total',
    help: 'Changes of each circuit breaker, by what it became: open, closed (its probe went well) or reset.',
    labelNames: ['circuit', 'to'],
    registers,
  });

  return {
    circuit_opened: ({ circuit }) => transitions.inc({ circuit, to: 'open' }),
    circuit_closed: ({ circuit }) => transitions.inc({ circuit, to: 'closed' }),
    circuit_reset: ({ circuit }) => transitions.inc({ circuit, to: 'reset' }),
  };
}
