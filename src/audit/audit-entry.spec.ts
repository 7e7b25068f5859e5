import { describe, expect, it } from '@jest/globals';
import type { ServerEvent } from '../common/events/server-event.js';
import { auditEntryOf } from './audit-entry.js';

const connectionId = '7c0e2d0e-0f52-4c36-9d0a-1f8f0f4f6a01';
const where = { connectionId, dataCenter: 'us', code: 'invalid_code' } as const;
const refreshed = { type: 'token_refreshed', ...where, trigger: 'job', durationMs: 1, leftMs: 1 } as const;
const failed = { type: 'token_refresh_failed', ...where, trigger: 'caller', failures: 3 } as const;
const called = { type: 'tool_called', tool: 'add_note', connectionId, durationMs: 1 } as const;
const ended = {
  type: 'deferred_write_ended',
  tool: 'add_note',
  connectionId,
  writeId: connectionId,
  attempts: 1,
} as const;

describe('the audit', () => {
  it.each<[ServerEvent, object]>([
    [
      { type: 'connection_set_up', connectionId, dataCenter: 'us', replaced: true },
      { actor: 'person', connectionId, outcome: 'replaced' },
    ],
    [{ type: 'setup_failed', dataCenter: 'us', code: 'GRANT_TOKEN_INVALID' }, { outcome: 'GRANT_TOKEN_INVALID' }],
    [
      { type: 'secret_proved', connectionId },
      { actor: 'person', outcome: 'ok' },
    ],
    [{ type: 'secret_refused', connectionId, code: 'CLIENT_REJECTED' }, { outcome: 'CLIENT_REJECTED' }],
    [
      { type: 'connection_removed', connectionId, revoked: false, by: 'retention' },
      { actor: 'job', outcome: 'not_revoked' },
    ],
    [
      { ...refreshed, failuresBefore: 2 },
      { actor: 'job', outcome: 'recovered' },
    ],
    [
      { ...failed, failures: 1, verdict: 'transient' },
      { actor: 'server', outcome: 'invalid_code' },
    ],
    [
      { ...failed, verdict: 'permanent' },
      { actor: 'server', outcome: 'invalid_code' },
    ],
    [{ type: 'reauth_required', ...where }, { outcome: 'invalid_code' }],
    [
      { type: 'circuit_reset', circuit: 'sdp-api:us', by: 'admin' },
      { actor: 'admin', subject: 'sdp-api:us' },
    ],
    [
      { ...called, writes: true, outcome: 'SDP_FORBIDDEN', recordIds: ['1', '2'] },
      { subject: 'add_note', connectionId, outcome: 'SDP_FORBIDDEN', recordIds: ['1', '2'] },
    ],
    [
      { ...ended, outcome: 'done' },
      { actor: 'job', subject: 'add_note', connectionId, outcome: 'done' },
    ],
    [
      { ...ended, outcome: 'cancelled' },
      { actor: 'person', outcome: 'cancelled' },
    ],
    [
      { type: 'admin_refused', reason: 'wrong' },
      { actor: 'admin', outcome: 'wrong' },
    ],
  ])('keeps %j', (event, entry) => {
    expect(auditEntryOf(event)).toMatchObject({ event: event.type, ...entry });
  });

  it.each<ServerEvent>([
    { ...refreshed, failuresBefore: 0 },
    { ...failed, verdict: 'transient' },
    { ...called, writes: false, outcome: 'ok' },
    { type: 'tool_called', tool: 'add_note', durationMs: 1, writes: true, outcome: 'CREDENTIALS_MISSING' },
    { type: 'circuit_reset', circuit: 'sdp-api:us', by: 'another replica' },
    { type: 'circuit_opened', circuit: 'sdp-api:us' },
  ])('leaves out %j', (event) => {
    expect(auditEntryOf(event)).toBeUndefined();
  });
});
