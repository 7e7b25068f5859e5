import type { VNode } from 'preact';
import type { AuditQuery } from '../../admin/admin-queries.dto.js';
import { AUDIT_ACTORS, type AuditEvent } from '../../audit/audit-event.entity.js';
import { AUDITED_EVENTS } from '../../audit/audit-entry.js';
import { AdminFrame, type AdminVisit } from '../parts/admin-frame.js';
import { DataTable } from '../parts/data-table.js';
import { ChoiceField, FilterForm, TextField } from '../parts/filter-form.js';
import { addressWith, Pager } from '../parts/pager.js';
import { At } from '../parts/times.js';

export const AUDIT = '/admin/page/audit';

export interface AuditProps {
  readonly visit: AdminVisit;
  readonly query: AuditQuery;
  readonly problems: readonly string[];
  readonly events: readonly AuditEvent[];
  readonly next: string | null;
}

export function AuditPage({ visit, query, problems, events, next }: AuditProps): VNode {
  const { event, connection, actor, outcome, from, to, before } = query;
  const filter = { event, connection, actor, outcome, from, to };
  return (
    <AdminFrame visit={visit} at={AUDIT}>
      <FilterForm action={AUDIT} problems={problems}>
        <ChoiceField name="event" label="Event" value={event} choices={asChoices(AUDITED_EVENTS)} />
        <ChoiceField name="actor" label="By" value={actor} choices={asChoices(AUDIT_ACTORS)} />
        <TextField
          name="outcome"
          label="Outcome"
          value={outcome}
          list={[...new Set(events.map((row) => row.outcome))]}
        />
        <TextField name="connection" label="Connection id" value={connection} />
        <TextField name="from" label="From (UTC)" type="datetime-local" value={local(from)} />
        <TextField name="to" label="Before (UTC)" type="datetime-local" value={local(to)} />
      </FilterForm>
      <p>
        <a class="button second" href={addressWith('/admin/audit.csv', filter)} download>
          Download all of these as CSV
        </a>
      </p>
      <DataTable
        label="Audit events, newest first"
        rows={events}
        keyOf={({ id }) => id}
        none="No event fits."
        columns={[
          { title: 'When', cell: ({ at }) => <At at={at} /> },
          { title: 'By', word: true, cell: (row) => row.actor },
          { title: 'Event', cell: (row) => <code>{row.event}</code> },
          { title: 'Of', cell: (row) => <Of event={row} /> },
          { title: 'Outcome', cell: (row) => row.outcome },
          { title: 'Replica', cell: (row) => <span class="quiet">{row.replica}</span> },
        ]}
      />
      <Pager address={AUDIT} filter={filter} mark="before" present={before} next={next} />
    </AdminFrame>
  );
}

function Of({ event: { subject, connectionId, recordIds } }: { readonly event: AuditEvent }): VNode {
  return (
    <>
      {subject}
      {connectionId !== null && (
        <span class={subject === null ? '' : 'below'}>
          <a href={`/admin/page/connections?id=${connectionId}`}>
            <code>{connectionId.slice(0, 8)}</code>
          </a>
        </span>
      )}
      {recordIds.length > 0 && <span class="below">records {recordIds.join(', ')}</span>}
    </>
  );
}

function asChoices(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, name]));
}

/** As the field takes it: without seconds and zone. */
function local(time: string | undefined): string | undefined {
  return time?.slice(0, 16);
}
