import type { VNode } from 'preact';
import type { CircuitGlance, ReplicaGlance } from '../../replicas/replica-circuits.js';
import { ActionButton } from '../parts/action-button.js';
import { AdminFrame, type AdminVisit } from '../parts/admin-frame.js';
import { Badge } from '../parts/badge.js';
import { DataTable } from '../parts/data-table.js';
import { Ago, At } from '../parts/times.js';

export const CIRCUITS = '/admin/page/circuit-breakers';

const KINDS = { closed: 'good', 'half-open': 'warn', open: 'bad' } as const;

export interface CircuitsProps {
  readonly visit: AdminVisit;
  /** The replica that answers first. */
  readonly replicas: readonly ReplicaGlance[];
}

export function CircuitsPage({ visit, replicas }: CircuitsProps): VNode {
  const names = [...new Set(replicas.flatMap(({ circuits }) => circuits.map(({ name }) => name)))].sort();
  const silent = replicas.filter(({ outcome }) => outcome !== 'done');
  return (
    <AdminFrame visit={visit} at={CIRCUITS}>
      <p>
        Each replica has one breaker for Zoho and one for ServiceDesk Plus of each data center. While a breaker is open,
        calls are answered at once and nothing is sent; after a quarter of a minute one call is let through as a trial.
        A reset closes it on every replica. A breaker appears here with its first call.
      </p>
      {silent.length > 0 && (
        <p class="field-error" role="alert">
          No answer from {silent.map(({ replica }) => replica).join(', ')}.
        </p>
      )}
      {names.length === 0 && <p class="nothing">No replica has asked Zoho or ServiceDesk Plus since it was started.</p>}
      {names.map((name) => (
        <Circuit key={name} name={name} replicas={replicas} visit={visit} />
      ))}
    </AdminFrame>
  );
}

function Circuit({ name, replicas, visit }: CircuitsProps & { readonly name: string }): VNode {
  const rows = replicas.flatMap(({ replica, circuits }) =>
    circuits.filter((circuit) => circuit.name === name).map((circuit) => ({ replica, circuit })),
  );
  return (
    <section class="card">
      <div class="head">
        <h2>{name}</h2>
        <ActionButton action={`${CIRCUITS}/${name}/reset`} token={visit.token} text="Reset" of={name} />
      </div>
      <DataTable
        label={`Replicas of ${name}`}
        rows={rows}
        keyOf={({ replica }) => replica}
        none="No replica has it."
        columns={[
          { title: 'Replica', cell: ({ replica }) => replica },
          {
            title: 'State',
            cell: ({ circuit: { state } }) => <Badge kind={KINDS[state]} text={state} />,
          },
          {
            title: 'Open since',
            cell: ({ circuit: { openedAt } }) => (
              <Ago at={openedAt === null ? null : new Date(openedAt)} now={visit.now} none="not open" />
            ),
          },
          { title: 'Last events', cell: ({ circuit }) => <History circuit={circuit} /> },
        ]}
      />
    </section>
  );
}

function History({ circuit: { history } }: { readonly circuit: CircuitGlance }): VNode {
  if (history.length === 0) return <span class="quiet">never opened</span>;
  return (
    <ul class="plain">
      {history.toReversed().map(({ at, to, reason }) => (
        <li key={`${at} ${to}`}>
          <At at={at} /> <strong>{to}</strong>: {reason}
        </li>
      ))}
    </ul>
  );
}
