import type { VNode } from 'preact';
import type { ActivityPoint, ActivityReport } from '../../admin/activity/activity.js';
import { DataTable } from '../parts/data-table.js';

interface Chart {
  /** Names the chart to the script. */
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  /** Lines by their names; the second one in the colour of trouble. */
  readonly lines: readonly [string, string];
  readonly summary: (hour: ActivityPoint) => string;
}

const CHARTS: readonly Chart[] = [
  {
    name: 'calls',
    title: 'Calls',
    unit: 'in a minute',
    lines: ['calls', 'with an error'],
    summary: ({ calls, errors }) => `${calls ?? 0} calls in the last hour, ${errors ?? 0} of them with an error.`,
  },
  {
    name: 'latency',
    title: 'Time of a call',
    unit: 'seconds',
    lines: ['half took less (p50)', '95 % took less (p95)'],
    summary: ({ p50Ms, p95Ms }) =>
      `Half of the calls took less than ${seconds(p50Ms)}, 95 % less than ${seconds(p95Ms)}.`,
  },
  {
    name: 'refreshes',
    title: 'Refreshes of tokens',
    unit: 'in a minute',
    lines: ['refreshed', 'failed'],
    summary: ({ refreshes, refreshFailures }) =>
      `${refreshes ?? 0} tokens refreshed in the last hour, ${refreshFailures ?? 0} tries failed.`,
  },
];

/** The last hour in words, as a table, and where the script runs as charts. */
export function ActivityPart({ activity }: { readonly activity: ActivityReport }): VNode {
  const { hour, periods, replicas } = activity;
  return (
    <section aria-labelledby="activity-title">
      <h2 id="activity-title">The last hour</h2>
      <p class="quiet" id="activity-scope" data-live>
        Summed over {replicas.length} replica{replicas.length === 1 ? '' : 's'}, since this one was started, for an hour
        at most. Times are UTC.
      </p>
      <div class="charts">
        {CHARTS.map(({ name, title, unit, lines, summary }) => (
          <figure key={name} class="card">
            <figcaption>
              <h3>
                {title} <span class="quiet">{unit}</span>
              </h3>
              <p id={`summary-${name}`} data-live>
                {summary(hour)}
              </p>
              <ul class="legend">
                {lines.map((line, index) => (
                  <li key={line} class={index === 0 ? 'first' : 'other'}>
                    {line}
                  </li>
                ))}
              </ul>
            </figcaption>
            <div class="chart" data-chart={name} aria-hidden="true" />
          </figure>
        ))}
      </div>
      <p class="quiet" id="live-state" role="status">
        The charts need JavaScript; the figures above and the table below do not. Load the page again for new ones.
      </p>
      <details>
        <summary>The same as a table</summary>
        <div id="activity-table" data-live>
          <DataTable
            label="Calls and refreshes of the last hour, in steps of five minutes"
            rows={periods.toReversed()}
            keyOf={({ at }) => at.toISOString()}
            none="Nothing yet."
            columns={[
              { title: 'Until', cell: ({ at }) => `${at.toISOString().slice(11, 16)} UTC` },
              { title: 'Calls', cell: ({ calls }) => calls ?? '–' },
              { title: 'With an error', cell: ({ errors }) => errors ?? '–' },
              { title: 'p50', cell: ({ p50Ms }) => seconds(p50Ms) },
              { title: 'p95', cell: ({ p95Ms }) => seconds(p95Ms) },
              { title: 'Refreshed', cell: ({ refreshes }) => refreshes ?? '–' },
              { title: 'Failed', cell: ({ refreshFailures }) => refreshFailures ?? '–' },
            ]}
          />
        </div>
      </details>
    </section>
  );
}

function seconds(ms: number | null): string {
  return ms === null ? '–' : `${(ms / 1_000).toFixed(2)} s`;
}
