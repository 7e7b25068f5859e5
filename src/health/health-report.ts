import { Injectable } from '@nestjs/common';
import type { CircuitStateName } from '../common/resilience/circuit-state.js';
import { CircuitBreakers } from '../common/resilience/circuit-breakers.js';
import { SingleFlight } from '../common/resilience/single-flight.js';
import { Clock } from '../common/time/clock.js';
import { AppConfig } from '../config/app-config.js';
import { DatabaseStatus } from '../database/database-status.js';
import { type ConnectionCounts, ConnectionService } from '../token/connection.service.js';
import { serverVersion } from '../common/version.js';

/** What `GET /health` says. Counts only: nothing in it tells one person from another. */
export interface Health {
  /** `degraded`: serves, but a circuit is open or somebody has to authorize again. */
  readonly status: 'ok' | 'degraded' | 'down';
  readonly version: string;
  readonly uptimeSeconds: number;
  readonly database: { readonly kind: 'embedded' | 'postgres'; readonly status: 'up' | 'down' };
  readonly setup: {
    readonly mode: 'open' | 'closed';
    readonly connections: number;
    readonly ready: number;
    readonly reauthRequired: number;
    readonly failing: number;
  } | null;
  readonly circuits: readonly { readonly name: string; readonly state: CircuitStateName }[];
}

@Injectable()
export class HealthReport {
  private readonly startedAtMs: number;
  /** Counting reads the whole table, and anybody may ask: one count at a time serves all who ask meanwhile. */
  private readonly counting = new SingleFlight<ConnectionCounts>();

  constructor(
    private readonly database: DatabaseStatus,
    private readonly connections: ConnectionService,
    private readonly breakers: CircuitBreakers,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {
    this.startedAtMs = clock.nowMs();
  }

  async make(): Promise<Health> {
    const setup = await this.setupFigures();
    const circuits = this.breakers.list().map(({ name, state }) => ({ name, state }));
    const impaired = circuits.some(({ state }) => state !== 'closed') || (setup?.reauthRequired ?? 0) > 0;
    return {
      status: setup === null ? 'down' : impaired ? 'degraded' : 'ok',
      version: serverVersion,
      uptimeSeconds: Math.round((this.clock.nowMs() - this.startedAtMs) / 1000),
      database: { kind: this.database.kind, status: setup === null ? 'down' : 'up' },
      setup,
      circuits,
    };
  }

  /** null when the database does not answer. */
  private async setupFigures(): Promise<Health['setup']> {
    try {
      const { total, ready, reauthRequired, failing } = await this.counting.run('', () => this.connections.counts());
      const mode = this.config.setupMode ? 'open' : 'closed';
      return { mode, connections: total, ready, reauthRequired, failing };
    } catch {
      return null;
    }
  }
}
