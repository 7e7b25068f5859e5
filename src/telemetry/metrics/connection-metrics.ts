import { Counter, Gauge, type Registry } from 'prom-client';
import type { EventTable } from '../../common/events/event-table.js';
import type { Figures } from './figures.js';

/** People's connections: how they come, fail and go, and how many there are. */
export function connectionMetrics(registry: Registry, figures: () => Promise<Figures | undefined>): EventTable {
  const registers = [registry];
  const setUps = new Counter({
    name: 'sdp_mcp_setups_total',
    help: 'Set-ups that ended, by data center and outcome: ok, or the code of the error.',
    labelNames: ['data_center', 'outcome'],
    registers,
  });
  const refused = new Counter({
    name: 'sdp_mcp_secrets_refused_total',
    help: 'Client secrets that differed from the stored one and that Zoho refused.',
    registers,
  });
  const reauth = new Counter({
    name: 'sdp_mcp_reauth_required_total',
    help: 'Connections whose grant Zoho called dead, so that a person has to set them up again, by data center.',
    labelNames: ['data_center'],
    registers,
  });
  const removed = new Counter({
    name: 'sdp_mcp_connections_removed_total',
    help: 'Connections that were removed, by who removed them: person, admin or retention.',
    labelNames: ['by'],
    registers,
  });
  // The figures are those of the database, so every replica reports the same.
  new Gauge({
    name: 'sdp_mcp_connections',
    help: 'Stored connections by state: ready, failing (the last refresh failed) or reauth_required. Of all replicas; absent while the database is down.',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset();
      const present = await figures();
      for (const [state, count] of Object.entries(present?.connections ?? {})) this.set({ state }, count);
    },
  });
  new Gauge({
    name: 'sdp_mcp_token_refreshes_waiting',
    help: 'Connections whose scheduled refresh is due now, or overdue: due for over three minutes. Of all replicas; absent while the database is down.',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset();
      const present = await figures();
      for (const [state, count] of Object.entries(present?.refreshes ?? {})) this.set({ state }, count);
    },
  });

  return {
    connection_set_up: ({ dataCenter }) => setUps.inc({ data_center: dataCenter, outcome: 'ok' }),
    setup_failed: ({ dataCenter, code }) => setUps.inc({ data_center: dataCenter, outcome: code }),
    secret_refused: () => refused.inc(),
    reauth_required: ({ dataCenter }) => reauth.inc({ data_center: dataCenter }),
    connection_removed: ({ by }) => removed.inc({ by }),
  };
}
