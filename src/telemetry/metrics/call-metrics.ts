import { Counter, Histogram, type Registry } from 'prom-client';
import type { EventTable } from '../../common/events/event-table.js';
import { CALL_SECONDS } from './buckets.js';

/** Tool calls of MCP clients, and the exchanges with ServiceDesk Plus that they cause. */
export function callMetrics(registry: Registry): EventTable {
  const registers = [registry];
  const calls = new Counter({
    name: 'sdp_mcp_tool_calls_total',
    help: 'Tool calls that ended, by tool and by outcome: ok, cancelled, or the code of the error.',
    labelNames: ['tool', 'outcome'],
    registers,
  });
  const callSeconds = new Histogram({
    name: 'sdp_mcp_tool_call_duration_seconds',
    help: 'Time of a tool call from its arrival to its result, by tool.',
    labelNames: ['tool'],
    buckets: CALL_SECONDS,
    registers,
  });
  const shed = new Counter({
    name: 'sdp_mcp_calls_shed_total',
    help: 'Calls turned away because too many were under way, in the whole server or of one connection.',
    labelNames: ['reason'],
    registers,
  });
  const exchanges = new Counter({
    name: 'sdp_mcp_sdp_requests_total',
    help: 'HTTP exchanges with ServiceDesk Plus, by data center, method and outcome: ok, or the code of the error.',
    labelNames: ['data_center', 'method', 'outcome'],
    registers,
  });
  const exchangeSeconds = new Histogram({
    name: 'sdp_mcp_sdp_request_duration_seconds',
    help: 'Time of an HTTP exchange with ServiceDesk Plus, by data center and method.',
    labelNames: ['data_center', 'method'],
    buckets: CALL_SECONDS,
    registers,
  });

  return {
    tool_called({ tool, outcome, durationMs }) {
      calls.inc({ tool, outcome });
      callSeconds.observe({ tool }, durationMs / 1000);
    },
    call_shed: ({ reason }) => shed.inc({ reason }),
    sdp_answered({ dataCenter: data_center, method, outcome, durationMs }) {
      exchanges.inc({ data_center, method, outcome });
      exchangeSeconds.observe({ data_center, method }, durationMs / 1000);
    },
  };
}
