import type { SetupReport } from '../../oauth/setup.service.js';
import type { ConnectionView } from '../../oauth/setup-report.js';
import { troubleSentences } from '../../oauth/vendor-states.js';
import { FormToken } from '../../pages/form-token.js';
import { Notice } from '../../pages/notice.js';
import { DATA_CENTER_NAMES } from '../data-center-names.js';
import { scopeWords } from '../scope-words.js';
import { SetupLayout, type ViewProps } from './setup-layout.js';
import { When } from './when.js';

export interface StatusPageProps extends ViewProps {
  readonly clientId: string;
  readonly report: SetupReport;
  readonly connection: ConnectionView;
  /** False where set-up is closed: then nothing can be renewed here. */
  readonly canRenew: boolean;
}

/** A person's own connection, and what they can do about it. */
export function StatusPage({ report, connection, canRenew, ...view }: StatusPageProps) {
  const { formToken, nowMs } = view;
  return (
    <SetupLayout title="Your connection" {...view}>
      <State connection={connection} ready={report.status === 'ready'} canRenew={canRenew} />
      {troubleSentences(report.vendors ?? []).map((sentence) => (
        <Notice key={sentence} kind="warn" title={sentence} />
      ))}
      {report.status === 'ready' && (
        <form method="post" class="buttons" data-once>
          <FormToken token={formToken} />
          <a class="button" href="/setup/clients">
            Connect an assistant
          </a>
          <button class="second" formaction="/setup/check">
            Check it now
          </button>
          <button class="second" formaction="/setup/refresh">
            Refresh the token
          </button>
        </form>
      )}
      <Scopes connection={connection} />
      <Times connection={connection} nowMs={nowMs} />
      <h2>Change or end it</h2>
      <p class="buttons">
        {canRenew && report.status === 'ready' && (
          <a class="button second" href="/setup/grant">
            Re-authorize
          </a>
        )}
        <a class="button danger" href="/setup/disconnect">
          Disconnect…
        </a>
      </p>
    </SetupLayout>
  );
}

function State({ connection, ready, canRenew }: { connection: ConnectionView; ready: boolean; canRenew: boolean }) {
  const { dataCenter, portal, consecutiveFailures, lastFailureCode, reauthReason } = connection;
  const place = `${DATA_CENTER_NAMES[dataCenter]}, ${portal === null ? 'your default portal' : `portal ${portal}`}`;
  if (!ready) {
    return (
      <Notice kind="bad" title="Zoho does not renew your access any more">
        <p>
          {place}. Reason: <code>{reauthReason ?? 'unknown'}</code>. A new grant token mends it; nothing else changes.
        </p>
        {canRenew ? (
          <p>
            <a class="button" href="/setup/grant">
              Hand over a new grant token
            </a>
          </p>
        ) : (
          <p>Set-up is closed: ask the administrator of this server to open it for as long as it takes.</p>
        )}
      </Notice>
    );
  }
  if (consecutiveFailures > 0) {
    return (
      <Notice kind="warn" title="Connected, with trouble on the last refresh">
        <p>
          {place}. {consecutiveFailures === 1 ? 'One refresh' : `${consecutiveFailures} refreshes`} failed (
          <code>{lastFailureCode ?? 'unknown'}</code>). The server goes on trying by itself; there is nothing to do.
        </p>
      </Notice>
    );
  }
  return (
    <Notice kind="good" title="Connected to ServiceDesk Plus">
      <p>{place}. The server renews your access by itself.</p>
    </Notice>
  );
}

function Scopes({ connection: { scopes, missingScopes } }: { connection: ConnectionView }) {
  return (
    <section>
      <h2>What your assistant may do</h2>
      {missingScopes.length > 0 && (
        <Notice
          kind="warn"
          title={missingScopes.length === 1 ? 'One scope was not granted' : 'Some scopes were not granted'}
        >
          <ScopeList scopes={missingScopes} />
          <p>
            Tools that need them fail. Re-authorize with the whole scope string to add them; the rest goes on until
            then.
          </p>
        </Notice>
      )}
      {scopes.length === 0 ? <p>Zoho did not tell which scopes were granted.</p> : <ScopeList scopes={scopes} />}
    </section>
  );
}

function ScopeList({ scopes }: { readonly scopes: readonly string[] }) {
  return (
    <ul class="scopes">
      {scopes.map((scope) => (
        <li key={scope}>
          {scopeWords(scope)} <code>{scope}</code>
        </li>
      ))}
    </ul>
  );
}

function Times({ connection, nowMs }: { connection: ConnectionView; nowMs: number }) {
  const { firstFailureAt, lastFailureAt, consecutiveFailures } = connection;
  const rows: readonly (readonly [string, string | null])[] = [
    ['Access token valid until', connection.accessTokenExpiresAt],
    ['Next refresh', connection.nextRefreshAt],
    ['Last refresh', connection.lastRefreshedAt],
    ['Last answer of ServiceDesk Plus', connection.lastApiSuccessAt],
    ['Last used', connection.lastUsedAt],
    ['Connected since', connection.createdAt],
    ...(consecutiveFailures > 0 ? [['Refreshes fail since', firstFailureAt] as const] : []),
    ...(lastFailureAt === null ? [] : [['Last failure', lastFailureAt] as const]),
  ];
  return (
    <section>
      <h2>Times</h2>
      <dl>
        {rows.map(([name, at]) => (
          <div key={name} class="row">
            <dt>{name}</dt>
            <dd>
              <When at={at} nowMs={nowMs} />
            </dd>
          </div>
        ))}
        <div class="row">
          <dt>Refreshes</dt>
          <dd>{connection.refreshCount}</dd>
        </div>
        <div class="row">
          <dt>Failures in a row</dt>
          <dd>{consecutiveFailures}</dd>
        </div>
      </dl>
    </section>
  );
}
