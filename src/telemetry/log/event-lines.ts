import type { EventOf, ServerEventType } from '../../common/events/server-event.js';

export type LineLevel = 'debug' | 'log' | 'warn' | 'error';

/** How an event reads in the log. Fields besides `event` must be on the allow-list of log-fields.ts. */
export interface EventLine<T extends ServerEventType> {
  readonly level: LineLevel | ((event: EventOf<T>) => LineLevel);
  readonly fields: (event: EventOf<T>) => Readonly<Record<string, string | number | boolean>>;
}

const TROUBLED_ENDS = new Set<EventOf<'deferred_write_ended'>['outcome']>(['failed', 'expired', 'unknown']);

/**
 * One line per event of OAuth and token life, of circuits, of deferred writes and of the database. Tool calls and
 * exchanges with SDP are counted, not logged: the request's own line says when, and a failed call has its line where
 * it failed.
 */
export const eventLines: { readonly [T in ServerEventType]?: EventLine<T> } = {
  connection_set_up: {
    level: 'log',
    fields: ({ connectionId, dataCenter, replaced }) => ({
      connectionId,
      dataCenter,
      outcome: replaced ? 'replaced' : 'new',
    }),
  },
  setup_failed: { level: 'warn', fields: ({ dataCenter, code }) => ({ dataCenter, code }) },
  secret_proved: { level: 'log', fields: ({ connectionId }) => ({ connectionId }) },
  secret_refused: { level: 'warn', fields: ({ connectionId, code }) => ({ connectionId, code }) },
  connection_removed: {
    level: 'log',
    fields: ({ connectionId, revoked, by }) => ({ connectionId, by, outcome: revoked ? 'revoked' : 'not revoked' }),
  },
  token_refreshed: {
    level: ({ failuresBefore }) => (failuresBefore > 0 ? 'log' : 'debug'),
    fields: ({ connectionId, dataCenter, trigger, durationMs, failuresBefore }) => ({
      connectionId,
      dataCenter,
      trigger,
      durationMs,
      outcome: failuresBefore > 0 ? 'recovered' : 'ok',
      attempt: failuresBefore + 1,
    }),
  },
  token_refresh_failed: {
    level: 'warn',
    fields: ({ connectionId, dataCenter, trigger, verdict, code, failures }) => ({
      connectionId,
      dataCenter,
      trigger,
      outcome: verdict,
      reason: code,
      attempt: failures,
    }),
  },
  token_refresh_held_back: {
    level: 'warn',
    fields: ({ connectionId, dataCenter }) => ({ connectionId, dataCenter }),
  },
  token_save_lost: { level: 'warn', fields: ({ connectionId }) => ({ connectionId }) },
  reauth_required: {
    level: 'warn',
    fields: ({ connectionId, dataCenter, code }) => ({ connectionId, dataCenter, reason: code }),
  },
  refresh_exhausted: {
    level: 'error',
    fields: ({ connectionId, dataCenter, code }) => ({ connectionId, dataCenter, reason: code }),
  },
  circuit_opened: { level: 'warn', fields: ({ circuit }) => ({ circuit }) },
  circuit_closed: { level: 'log', fields: ({ circuit }) => ({ circuit }) },
  circuit_reset: { level: 'log', fields: ({ circuit, by }) => ({ circuit, by }) },
  write_deferred: { level: 'log', fields: ({ connectionId, tool, writeId }) => ({ connectionId, tool, writeId }) },
  deferred_write_ended: {
    level: ({ outcome }) => (TROUBLED_ENDS.has(outcome) ? 'warn' : 'log'),
    fields: ({ connectionId, tool, writeId, outcome, attempts }) => ({
      connectionId,
      tool,
      writeId,
      outcome,
      attempt: attempts,
    }),
  },
  deferred_write_retried: {
    level: 'log',
    fields: ({ connectionId, tool, writeId }) => ({ connectionId, tool, writeId, by: 'admin' }),
  },
  connection_reset: { level: 'log', fields: ({ connectionId }) => ({ connectionId, by: 'admin' }) },
  admin_signed_in: { level: 'log', fields: () => ({}) },
  admin_refused: { level: 'warn', fields: ({ reason }) => ({ reason }) },
  admin_refreshed: { level: 'log', fields: ({ connectionId, outcome }) => ({ connectionId, outcome }) },
  database_lost: { level: 'error', fields: () => ({}) },
  database_back: { level: 'log', fields: ({ lostForMs }) => ({ durationMs: lostForMs }) },
};
