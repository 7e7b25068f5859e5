import { type MetricObject, Registry } from 'prom-client';
import { table } from './table.js';
import { registerMetrics } from '../../src/telemetry/metrics/register-metrics.js';

const HEAD = `# Metrics

\`GET /metrics\` answers in Prometheus's text format. It holds counts only and needs no access key; with
\`SDP_METRICS_TOKEN\` set, it needs that token as \`Authorization: Bearer\`. Metrics are of one process, except where
the table says "of all replicas": these are read from the database, and every replica reports the same.

Besides these there are the process metrics that every Node.js program with prom-client has (\`process_*\` and
\`nodejs_*\`), among them \`nodejs_eventloop_lag_p99_seconds\` and \`process_resident_memory_bytes\`.

<!-- Made by npm run docs from the metrics themselves; a test fails when it is stale. -->
`;

type Described = MetricObject & { readonly labelNames?: readonly string[] };

/** docs/METRICS.md, as the metrics in the code would have it. */
export async function metricsPage(): Promise<string> {
  const registry = new Registry();
  registerMetrics(registry, { circuits: () => [], figures: () => Promise.resolve(undefined), openSessions: () => 0 });
  const metrics = registry
    .getMetricsAsArray()
    .map((metric) => metric as unknown as Described)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const rows = metrics.map(({ name, type, labelNames = [], help }) => [
    `\`${name}\``,
    String(type),
    labelNames.map((label) => `\`${label}\``).join(' '),
    help,
  ]);
  return `${HEAD}\n${table([['metric', 'type', 'labels', 'meaning'], ...rows])}`;
}
