import { Counter, Gauge, type Registry } from 'prom-client';
import type { EventTable } from '../../common/events/event-table.js';
import type { Figures } from './figures.js';

/** Writes to ServiceDesk Plus that were put off. */
export function writeMetrics(registry: Registry, figures: () => Promise<Figures | undefined>): EventTable {
  const registers = [registry];
  const deferred = new Counter({
    name: 'sdp_mcp_writes_deferred_total',
    help: 'Writes that were put off until later, by tool.',
    labelNames: ['tool'],
    registers,
  });
  const ended = new Counter({
    name: 'sdp_mcp_deferred_writes_ended_total',
    help: 'Deferred writes that ended, by tool and outcome: done, failed, expired, cancelled or unknown.',
    labelNames: ['tool', 'outcome'],
    registers,
  });
  new Gauge({
    name: 'sdp_mcp_deferred_writes',
    help: 'Deferred writes by state: pending are those that have not ended. Of all replicas; absent while the database is down.',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset();
      const present = await figures();
      for (const [state, count] of Object.entries(present?.deferredWrites ?? {})) this.set({ state }, count);
    },
  });

  return {
    write_deferred: ({ tool }) => deferred.inc({ tool }),
    deferred_write_ended: ({ tool, outcome }) => ended.inc({ tool, outcome }),
  };
}
