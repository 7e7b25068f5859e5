import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { listenBy } from '../../common/events/event-table.js';
import { ServerEvents } from '../../common/events/server-events.js';
import { CircuitBreakers } from '../../common/resilience/circuit-breakers.js';
import { DatabaseFigures } from './figures.js';
import { OpenSessions } from './open-sessions.js';
import { registerMetrics } from './register-metrics.js';

/** The metrics of this process, in a registry of their own: several servers in one process do not mix. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();

  constructor(events: ServerEvents, breakers: CircuitBreakers, figures: DatabaseFigures, sessions: OpenSessions) {
    collectDefaultMetrics({ register: this.registry });
    const tables = registerMetrics(this.registry, {
      circuits: () => breakers.list(),
      figures: () => figures.present(),
      openSessions: () => sessions.size,
    });
    for (const table of tables) listenBy(events, table);
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** Prometheus's text format. Takes two seconds at most, also while the database is down. */
  text(): Promise<string> {
    return this.registry.metrics();
  }
}
