import type { VNode } from 'preact';
import type { DeferredState } from '../../writes/deferred-write.entity.js';
import type { DeferredOverview, DeferredSummary } from '../../writes/deferred-writes.js';
import { ActionButton } from '../parts/action-button.js';
import { AdminFrame, type AdminVisit } from '../parts/admin-frame.js';
import { Badge, type BadgeKind } from '../parts/badge.js';
import { DataTable } from '../parts/data-table.js';
import { ChoiceField, FilterForm } from '../parts/filter-form.js';
import { Ago } from '../parts/times.js';

export const DEFERRED = '/admin/page/deferred-writes';

const WORDS: Readonly<Record<DeferredState, string>> = {
  ...{ pending: 'waiting', done: 'done', failed: 'refused', expired: 'expired' },
  ...{ cancelled: 'cancelled', unknown: 'unknown' },
};
const KINDS: Readonly<Record<DeferredState, BadgeKind>> = {
  ...{ pending: 'warn', done: 'good', failed: 'bad', expired: 'bad', cancelled: 'plain', unknown: 'bad' },
} as const;
const RETRIED: ReadonlySet<DeferredState> = new Set(['pending', 'failed', 'expired', 'unknown']);

export interface DeferredWritesProps {
  readonly visit: AdminVisit;
  readonly state: DeferredState | undefined;
  readonly problems: readonly string[];
  readonly overview: DeferredOverview;
}

export function DeferredWritesPage({ visit, state, problems, overview }: DeferredWritesProps): VNode {
  const { now, token } = visit;
  const choices = Object.fromEntries(
    Object.entries(WORDS).map(([name, words]) => [name, `${words} (${overview.counts[name as DeferredState] ?? 0})`]),
  );
  return (
    <AdminFrame visit={visit} at={DEFERRED}>
      <p>
        Writes that were put off until ServiceDesk Plus takes them. What they say is for their person alone, and is not
        shown here. The newest 200 are.
      </p>
      <FilterForm action={DEFERRED} problems={problems}>
        <ChoiceField name="state" label="State" value={state} choices={choices} />
      </FilterForm>
      <DataTable
        label="Deferred writes"
        rows={overview.writes}
        keyOf={({ id }) => id}
        none="There are none."
        columns={[
          { title: 'Write', cell: (write) => <Name write={write} /> },
          { title: 'State', cell: (write) => <Badge kind={KINDS[write.state]} text={WORDS[write.state]} /> },
          { title: 'Put off', cell: ({ createdAt }) => <Ago at={createdAt} now={now} /> },
          { title: 'Tries', cell: (write) => <Tries write={write} /> },
          {
            title: 'Next try or end',
            cell: ({ nextAttemptAt, endedAt }) =>
              endedAt === null && nextAttemptAt <= now ? 'due now' : <Ago at={endedAt ?? nextAttemptAt} now={now} />,
          },
          { title: 'Actions', cell: (write) => <Actions write={write} token={token} /> },
        ]}
      />
    </AdminFrame>
  );
}

function Name({ write: { tool, connectionId } }: { readonly write: DeferredSummary }): VNode {
  return (
    <>
      {tool}
      <span class="below">
        of{' '}
        <a href={`/admin/page/connections?id=${connectionId}`}>
          <code>{connectionId.slice(0, 8)}</code>
        </a>
      </span>
    </>
  );
}

function Tries({ write: { attempts, lastCode, maybeSent } }: { readonly write: DeferredSummary }): VNode {
  return (
    <>
      {attempts}
      {lastCode !== null && (
        <span class="below">
          <code>{lastCode}</code>
        </span>
      )}
      {maybeSent && <span class="below">may have been sent</span>}
    </>
  );
}

function Actions({
  write: { id, state, tool },
  token,
}: {
  readonly write: DeferredSummary;
  readonly token: string;
}): VNode {
  const of = `${tool} ${id.slice(0, 8)}`;
  if (!RETRIED.has(state)) return <span class="quiet">none</span>;
  return (
    <div class="actions">
      <ActionButton action={`${DEFERRED}/${id}/retry`} token={token} text="Try now" of={of} />
      {state === 'pending' && (
        <a class="button second danger" href={`${DEFERRED}/${id}/cancel`} aria-label={`Cancel ${of}`}>
          Cancel
        </a>
      )}
    </div>
  );
}
