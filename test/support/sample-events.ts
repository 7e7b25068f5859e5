import type { EventOf, ServerEventType } from '../../src/common/events/server-event.js';

const connectionId = '11111111-2222-4333-8444-555555555555';
const dataCenter = 'eu';

/** One event of each type. */
export const sampleEvents: { readonly [T in ServerEventType]: EventOf<T> } = {
  connection_set_up: { type: 'connection_set_up', connectionId, dataCenter, replaced: true },
  setup_failed: { type: 'setup_failed', dataCenter, code: 'GRANT_TOKEN_INVALID' },
  secret_proved: { type: 'secret_proved', connectionId },
  secret_refused: { type: 'secret_refused', connectionId, code: 'CLIENT_REJECTED' },
  connection_removed: { type: 'connection_removed', connectionId, revoked: false, by: 'admin' },
  token_refreshed: {
    type: 'token_refreshed',
    connectionId,
    dataCenter,
    trigger: 'job',
    durationMs: 250,
    leftMs: 330_000,
    failuresBefore: 0,
  },
  token_refresh_failed: {
    type: 'token_refresh_failed',
    connectionId,
    dataCenter,
    trigger: 'caller',
    verdict: 'throttled',
    code: 'throttled',
    failures: 2,
  },
  token_refresh_held_back: { type: 'token_refresh_held_back', connectionId, dataCenter },
  token_save_lost: { type: 'token_save_lost', connectionId },
  reauth_required: { type: 'reauth_required', connectionId, dataCenter, code: 'invalid_code' },
  refresh_exhausted: { type: 'refresh_exhausted', connectionId, dataCenter, code: 'timeout' },
  circuit_opened: { type: 'circuit_opened', circuit: 'sdp-api:eu' },
  circuit_closed: { type: 'circuit_closed', circuit: 'sdp-api:eu' },
  circuit_reset: { type: 'circuit_reset', circuit: 'sdp-api:eu', by: 'admin' },
  sdp_answered: { type: 'sdp_answered', dataCenter, method: 'GET', outcome: 'SDP_NOT_FOUND', durationMs: 80 },
  tool_called: { type: 'tool_called', tool: 'add_note', connectionId, writes: true, outcome: 'ok', durationMs: 120 },
  call_shed: { type: 'call_shed', reason: 'server' },
  write_deferred: { type: 'write_deferred', connectionId, tool: 'add_note', writeId: connectionId },
  deferred_write_ended: {
    type: 'deferred_write_ended',
    connectionId,
    tool: 'add_note',
    writeId: connectionId,
    outcome: 'failed',
    attempts: 3,
  },
  deferred_write_retried: { type: 'deferred_write_retried', connectionId, tool: 'add_note', writeId: connectionId },
  connection_reset: { type: 'connection_reset', connectionId },
  admin_signed_in: { type: 'admin_signed_in' },
  admin_refused: { type: 'admin_refused', reason: 'wrong' },
  admin_refreshed: { type: 'admin_refreshed', connectionId, outcome: 'ok' },
  audit_dropped: { type: 'audit_dropped', count: 2 },
  database_lost: { type: 'database_lost' },
  database_back: { type: 'database_back', lostForMs: 12_000 },
};
