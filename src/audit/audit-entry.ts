import type { EventOf, ServerEvent, ServerEventType } from '../common/events/server-event.js';
import type { AuditActor, AuditEvent } from './audit-event.entity.js';

/** What an event says for the audit; where and when it happened is added by the recorder. */
export type AuditEntry = Pick<AuditEvent, 'actor' | 'event' | 'outcome'> &
  Partial<Pick<AuditEvent, 'subject' | 'connectionId' | 'recordIds'>>;

type Entry = Omit<AuditEntry, 'event'>;
type Readers = { readonly [T in ServerEventType]?: (event: EventOf<T>) => Entry | undefined };

const REMOVERS = { person: 'person', admin: 'admin', retention: 'job' } as const;
/** A refresh for a caller is this server's own decision; one by a person was asked for. */
const REFRESHERS = { job: 'job', caller: 'server', person: 'person' } as const;

/** The events that are kept, and what is kept of them. A refresh that went as it should is not among them. */
const READERS: Readers = {
  connection_set_up: ({ connectionId, replaced }) => ({
    actor: 'person',
    connectionId,
    outcome: replaced ? 'replaced' : 'new',
  }),
  setup_failed: ({ code }) => ({ actor: 'person', outcome: code }),
  secret_proved: ({ connectionId }) => ({ actor: 'person', connectionId, outcome: 'ok' }),
  secret_refused: ({ connectionId, code }) => ({ actor: 'person', connectionId, outcome: code }),
  connection_removed: ({ connectionId, revoked, by }) => ({
    actor: REMOVERS[by],
    connectionId,
    outcome: revoked ? 'revoked' : 'not_revoked',
  }),
  token_refreshed: ({ connectionId, trigger, failuresBefore }) =>
    failuresBefore > 0 ? { actor: REFRESHERS[trigger], connectionId, outcome: 'recovered' } : undefined,
  // The first of a row of failures, and every one that brings the end of the grant nearer.
  token_refresh_failed: ({ connectionId, trigger, code, failures, verdict }) =>
    failures <= 1 || verdict === 'permanent' ? { actor: REFRESHERS[trigger], connectionId, outcome: code } : undefined,
  reauth_required: ({ connectionId, code }) => ({ actor: 'server', connectionId, outcome: code }),
  refresh_exhausted: ({ connectionId, code }) => ({ actor: 'server', connectionId, outcome: code }),
  // The replica that was asked writes it down for all.
  circuit_reset: ({ circuit, by }) =>
    by === 'admin' ? { actor: 'admin', subject: circuit, outcome: 'ok' } : undefined,
  // Without a connection nothing can be written, and the set-up tools tell of themselves.
  tool_called: ({ tool, connectionId, writes, outcome, recordIds }) =>
    writes && connectionId !== undefined ? toolEntry('person', tool, connectionId, outcome, recordIds) : undefined,
  deferred_write_ended: ({ tool, connectionId, outcome, by }) =>
    toolEntry(outcome === 'cancelled' ? (by ?? 'person') : 'job', tool, connectionId, outcome),
  deferred_write_retried: ({ tool, connectionId }) => toolEntry('admin', tool, connectionId, 'ok'),
  connection_reset: ({ connectionId }) => ({ actor: 'admin', connectionId, outcome: 'ok' }),
  admin_signed_in: () => ({ actor: 'admin', outcome: 'ok' }),
  admin_refused: ({ reason }) => ({ actor: 'admin', outcome: reason }),
  admin_refreshed: ({ connectionId, outcome }) => ({ actor: 'admin', connectionId, outcome }),
  audit_dropped: ({ count }) => ({ actor: 'server', outcome: `${count}_events_lost` }),
};

/** Names of what may be in the audit. */
export const AUDITED_EVENTS: readonly string[] = Object.keys(READERS).sort();

/** undefined for what is not kept. */
export function auditEntryOf(event: ServerEvent): AuditEntry | undefined {
  const read = READERS[event.type] as ((event: ServerEvent) => Entry | undefined) | undefined;
  const entry = read?.(event);
  return entry && { event: event.type, ...entry };
}

function toolEntry(
  actor: AuditActor,
  subject: string,
  connectionId: string | undefined,
  outcome: string,
  recordIds: readonly string[] = [],
): Entry {
  return { actor, subject, connectionId: connectionId ?? null, outcome, recordIds: [...recordIds] };
}
