import type { VNode } from 'preact';
import type { ActivityReport } from '../../admin/activity/activity.js';
import type { Attention } from '../../admin/overview/attention.js';
import type { OverviewReport } from '../../admin/overview/overview.js';
import { AdminFrame, type AdminVisit } from '../parts/admin-frame.js';
import { ActivityPart } from './activity.view.js';

export interface OverviewProps {
  readonly visit: AdminVisit;
  readonly overview: OverviewReport;
  readonly activity: ActivityReport;
}

/** What needs somebody now, the figures, and the last hour. Elements with `data-live` are renewed by the script. */
export function OverviewPage({ visit, overview, activity }: OverviewProps): VNode {
  return (
    <AdminFrame visit={visit} at="/admin" scripts={['admin.js']} styles={['charts/uPlot.min.css']}>
      <div id="attention" data-live>
        <AttentionList attention={overview.attention} />
      </div>
      <div id="figures" data-live>
        <Figures overview={overview} />
      </div>
      <ActivityPart activity={activity} />
      <h2>This server</h2>
      <Facts overview={overview} />
    </AdminFrame>
  );
}

function AttentionList({ attention }: { readonly attention: readonly Attention[] }): VNode {
  if (attention.length === 0) {
    return (
      <section class="notice good">
        <p class="notice-title">Nothing needs you now.</p>
      </section>
    );
  }
  return (
    <section aria-labelledby="attention-title">
      <h2 id="attention-title">Needs attention</h2>
      <ul class="attention">
        {attention.map(({ kind, severity, title, advice, page }) => (
          <li key={`${kind} ${title}`} class={`notice ${severity}`}>
            <p class="notice-title">{title}</p>
            <p>
              {advice}
              {page !== null && (
                <>
                  {' '}
                  <a href={page} aria-label={`Show: ${title}`}>
                    Show
                  </a>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Figures({ overview: { counts } }: { readonly overview: OverviewReport }): VNode | null {
  if (counts === null) return null;
  const figures = [
    ['Connections', counts.connections, '/admin/page/connections'],
    ['Ready', counts.ready, '/admin/page/connections?state=ready'],
    ['Failing', counts.failing, '/admin/page/connections?state=failing'],
    ['Need their person', counts.reauthRequired, '/admin/page/connections?state=reauth_required'],
    ['Writes waiting', counts.writesWaiting, '/admin/page/deferred-writes?state=pending'],
  ] as const;
  return (
    <ul class="figures" aria-label="Figures of now">
      {figures.map(([name, figure, address]) => (
        <li key={name}>
          <a href={address}>
            <strong>{figure}</strong> <span>{name}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function Facts({ overview }: { readonly overview: OverviewReport }): VNode {
  const { version, database, encryptionKey, setupMode, replicas } = overview;
  return (
    <dl class="card">
      <dt>Version</dt>
      <dd>{version}</dd>
      <dt>Replicas</dt>
      <dd>
        {replicas.length}: {replicas.join(', ')}
      </dd>
      <dt>Database</dt>
      <dd>
        {database.kind === 'embedded' ? 'embedded, in the data folder' : 'PostgreSQL'}
        {database.answers ? '' : ', which does not answer'}
      </dd>
      <dt>Encryption key</dt>
      <dd>
        {encryptionKey === 'generated'
          ? 'made by this server, in the data folder: keep a copy elsewhere, for without it every person has to set up again'
          : 'set by the environment'}
      </dd>
      <dt>Set-up</dt>
      <dd>{setupMode === 'open' ? 'open to new people' : 'closed to new people'}</dd>
    </dl>
  );
}
