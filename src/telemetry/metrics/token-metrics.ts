import { Counter, Histogram, type Registry } from 'prom-client';
import type { EventTable } from '../../common/events/event-table.js';
import { CALL_SECONDS, TOKEN_LIFE_SECONDS } from './buckets.js';

/** Access tokens: how they are renewed, and how long before they end. */
export function tokenMetrics(registry: Registry): EventTable {
  const registers = [registry];
  const refreshes = new Counter({
    name: 'sdp_mcp_token_refreshes_total',
    help: 'Answers of Zoho to refreshes, by data center, trigger and outcome: ok, throttled, permanent, configuration, transient or stored_tokens_unreadable.',
    labelNames: ['data_center', 'trigger', 'outcome'],
    registers,
  });
  const refreshSeconds = new Histogram({
    name: 'sdp_mcp_token_refresh_duration_seconds',
    help: 'Time of a successful refresh, from the request to Zoho to the saved row, by data center.',
    labelNames: ['data_center'],
    buckets: CALL_SECONDS,
    registers,
  });
  const lead = new Histogram({
    name: 'sdp_mcp_token_refresh_lead_seconds',
    help: 'Life that a token still had when it was replaced in time.',
    buckets: TOKEN_LIFE_SECONDS,
    registers,
  });
  const late = new Histogram({
    name: 'sdp_mcp_token_refresh_late_seconds',
    help: 'Time for which a token had been dead when it was replaced too late.',
    buckets: TOKEN_LIFE_SECONDS,
    registers,
  });
  const heldBack = new Counter({
    name: 'sdp_mcp_token_refreshes_held_back_total',
    help: 'Refreshes for which Zoho was not asked, because our own meter was full, by data center.',
    labelNames: ['data_center'],
    registers,
  });
  const savesLost = new Counter({
    name: 'sdp_mcp_token_saves_lost_total',
    help: 'New tokens that were dropped because somebody else had stored one first.',
    registers,
  });
  const exhausted = new Counter({
    name: 'sdp_mcp_token_refreshes_exhausted_total',
    help: 'Connections whose refreshes began to count as failing for good after a day, by data center.',
    labelNames: ['data_center'],
    registers,
  });

  return {
    token_refreshed({ dataCenter: data_center, trigger, durationMs, leftMs }) {
      refreshes.inc({ data_center, trigger, outcome: 'ok' });
      refreshSeconds.observe({ data_center }, durationMs / 1000);
      if (leftMs >= 0) lead.observe(leftMs / 1000);
      else late.observe(-leftMs / 1000);
    },
    token_refresh_failed: ({ dataCenter, trigger, verdict }) =>
      refreshes.inc({ data_center: dataCenter, trigger, outcome: verdict }),
    token_refresh_held_back: ({ dataCenter }) => heldBack.inc({ data_center: dataCenter }),
    token_save_lost: () => savesLost.inc(),
    refresh_exhausted: ({ dataCenter }) => exhausted.inc({ data_center: dataCenter }),
  };
}
