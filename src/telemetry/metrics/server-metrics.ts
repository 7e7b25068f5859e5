import { Counter, Gauge, type Registry } from 'prom-client';
import type { EventTable } from '../../common/events/event-table.js';
import { serverVersion } from '../../common/version.js';
import type { Figures } from './figures.js';

export interface ServerSources {
  readonly figures: () => Promise<Figures | undefined>;
  /** Open SSE sessions of this process. */
  readonly openSessions: () => number;
}

/** The server itself: version, database, sessions, and who knocks at the admin API. */
export function serverMetrics(registry: Registry, { figures, openSessions }: ServerSources): EventTable {
  const registers = [registry];
  new Gauge({
    name: 'sdp_mcp_build_info',
    help: 'Always 1; the label has the version of the server.',
    labelNames: ['version'],
    registers,
    collect() {
      this.set({ version: serverVersion }, 1);
    },
  });
  new Gauge({
    name: 'sdp_mcp_database_up',
    help: 'Whether the database answers: 1 yes, 0 no.',
    registers,
    async collect() {
      this.set((await figures()) === undefined ? 0 : 1);
    },
  });
  const outages = new Counter({
    name: 'sdp_mcp_database_outages_total',
    help: 'Times the database was lost.',
    registers,
  });
  const outageSeconds = new Counter({
    name: 'sdp_mcp_database_outage_seconds_total',
    help: 'Time without the database, counted when it is back.',
    registers,
  });
  new Gauge({
    name: 'sdp_mcp_sse_sessions',
    help: 'Open sessions of the HTTP+SSE transport.',
    registers,
    collect() {
      this.set(openSessions());
    },
  });
  const adminRefused = new Counter({
    name: 'sdp_mcp_admin_refused_total',
    help: 'Requests to the admin API that were refused, by reason: missing, wrong or too_many.',
    labelNames: ['reason'],
    registers,
  });
  const auditDropped = new Counter({
    name: 'sdp_mcp_audit_events_dropped_total',
    help: 'Audit events that could not be written.',
    registers,
  });

  return {
    database_lost: () => outages.inc(),
    database_back: ({ lostForMs }) => outageSeconds.inc(lostForMs / 1000),
    audit_dropped: ({ count }) => auditDropped.inc(count),
    admin_refused: ({ reason }) => adminRefused.inc({ reason }),
  };
}
