import type { VNode } from 'preact';
import type { ClientsQuery } from '../../admin/admin-queries.dto.js';
import type { Connection } from '../../token/connection.js';
import { ActionButton } from '../parts/action-button.js';
import { AdminFrame, type AdminVisit } from '../parts/admin-frame.js';
import { Badge } from '../parts/badge.js';
import { DataTable } from '../parts/data-table.js';
import { ChoiceField, FilterForm, TextField } from '../parts/filter-form.js';
import { Pager } from '../parts/pager.js';
import { Ago } from '../parts/times.js';

export const CONNECTIONS = '/admin/page/connections';

export interface ConnectionsProps {
  readonly visit: AdminVisit;
  readonly query: ClientsQuery;
  readonly problems: readonly string[];
  readonly connections: readonly Connection[];
  readonly next: string | null;
}

export function ConnectionsPage({ visit, query, problems, connections, next }: ConnectionsProps): VNode {
  const { id, clientId, portal, state, after } = query;
  const { now, token } = visit;
  return (
    <AdminFrame visit={visit} at={CONNECTIONS}>
      <FilterForm action={CONNECTIONS} problems={problems}>
        <ChoiceField
          name="state"
          label="State"
          value={state}
          choices={{ ready: 'ready, or failing', failing: 'failing', reauth_required: 'needs its person' }}
        />
        <TextField name="id" label="Id begins with" value={id} />
        <TextField name="clientId" label="Client ID" value={clientId} />
        <TextField name="portal" label="Portal" value={portal} />
      </FilterForm>
      <DataTable
        label="Connections"
        rows={connections}
        keyOf={(connection) => connection.id}
        none="No connection fits."
        columns={[
          { title: 'Connection', cell: (connection) => <Name connection={connection} /> },
          { title: 'State', cell: (connection) => <State connection={connection} /> },
          { title: 'Last success', cell: ({ lastApiSuccessAt }) => <Ago at={lastApiSuccessAt} now={now} /> },
          { title: 'Failures', cell: (connection) => <Failures connection={connection} now={now} /> },
          {
            title: 'Next refresh',
            cell: (connection) => <NextRefresh connection={connection} now={now} />,
          },
          { title: 'Actions', cell: (connection) => <Actions connection={connection} token={token} /> },
        ]}
      />
      <Pager address={CONNECTIONS} filter={{ id, clientId, portal, state }} mark="after" present={after} next={next} />
    </AdminFrame>
  );
}

function Name({ connection: { id, dataCenter, portal } }: { readonly connection: Connection }): VNode {
  return (
    <>
      <a href={`/admin/page/audit?connection=${id}`} title={`${id}: its audit`}>
        <code>{id.slice(0, 8)}</code>
      </a>
      <span class="below">
        {dataCenter}, {portal ?? 'default portal'}
      </span>
    </>
  );
}

function State({
  connection: { state, consecutiveFailures, reauthReason },
}: {
  readonly connection: Connection;
}): VNode {
  if (state === 'reauth_required') {
    return (
      <>
        <Badge kind="bad" text="needs its person" />
        <span class="below">{reauthReason}</span>
      </>
    );
  }
  return consecutiveFailures > 0 ? <Badge kind="warn" text="failing" /> : <Badge kind="good" text="ready" />;
}

function NextRefresh({ connection, now }: { readonly connection: Connection; readonly now: Date }): VNode {
  const { state, nextRefreshAt } = connection;
  if (state === 'reauth_required') return <span class="quiet">none</span>;
  if (nextRefreshAt !== null && nextRefreshAt <= now) return <>due now</>;
  return <Ago at={nextRefreshAt} now={now} none="at its next use" />;
}

function Failures({ connection, now }: { readonly connection: Connection; readonly now: Date }): VNode {
  const { consecutiveFailures, lastFailureCode, lastFailureAt } = connection;
  if (consecutiveFailures === 0) return <span class="quiet">none</span>;
  return (
    <>
      {consecutiveFailures} in a row, <code>{lastFailureCode}</code>
      <span class="below">
        the last <Ago at={lastFailureAt} now={now} />
      </span>
    </>
  );
}

function Actions({ connection: { id }, token }: { readonly connection: Connection; readonly token: string }): VNode {
  const of = `connection ${id.slice(0, 8)}`;
  const address = `${CONNECTIONS}/${id}`;
  return (
    <div class="actions">
      <ActionButton action={`${address}/refresh`} token={token} text="Refresh" of={of} />
      <ActionButton action={`${address}/reset`} token={token} text="Reset" of={of} />
      <a class="button second danger" href={`${address}/remove`} aria-label={`Remove ${of}`}>
        Remove
      </a>
    </div>
  );
}
