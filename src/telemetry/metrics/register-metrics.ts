import type { Registry } from 'prom-client';
import type { EventTable } from '../../common/events/event-table.js';
import type { CircuitState } from '../../common/resilience/circuit-state.js';
import { callMetrics } from './call-metrics.js';
import { circuitMetrics } from './circuit-metrics.js';
import { connectionMetrics } from './connection-metrics.js';
import { type ServerSources, serverMetrics } from './server-metrics.js';
import { tokenMetrics } from './token-metrics.js';
import { writeMetrics } from './write-metrics.js';

/** Where the gauges read at each scrape. */
export interface MetricSources extends ServerSources {
  readonly circuits: () => readonly Pick<CircuitState, 'name' | 'state'>[];
}

/** Every metric of ours, and what to do to them at each event. Labels hold words of a known list, never ids or names. */
export function registerMetrics(registry: Registry, sources: MetricSources): readonly EventTable[] {
  return [
    callMetrics(registry),
    tokenMetrics(registry),
    connectionMetrics(registry, sources.figures),
    circuitMetrics(registry, sources.circuits),
    writeMetrics(registry, sources.figures),
    serverMetrics(registry, sources),
  ];
}
