import type { AppConfig } from '../config/app-config.js';
import { KEEP_ENDED_MS } from '../writes/deferred-writes.js';
import { KEY_LIFE_MS } from '../writes/write-intents.js';

const DAY_MS = 86_400_000;

/** What is removed from one table, and when. Names are ours and go into SQL as they are. */
export interface RetentionRule {
  readonly table: string;
  readonly key: string;
  /** Column with the time that counts. */
  readonly since: string;
  /** What has to hold besides. */
  readonly where?: string;
  /** Rows older than this go; ms. */
  readonly ageMs: number;
  /** Rows of one DELETE. */
  readonly batch: number;
}

/** Rules by the name under which the log counts them. */
export type RetentionRules = Readonly<Record<RetentionName, RetentionRule>>;
export type RetentionName =
  'consent_states' | 'token_grants' | 'audit_events' | 'write_intents' | 'deferred_writes' | 'dead_connections';

export function retentionRules({
  auditRetentionDays,
  deadConnectionDays,
}: Pick<AppConfig, 'auditRetentionDays' | 'deadConnectionDays'>): RetentionRules {
  return {
    consent_states: { table: 'oauth_states', key: 'state_hash', since: 'expires_at', ageMs: 0, batch: 1_000 },
    // The meter looks back ten minutes. It clears a connection's old asks at its next one, which may never come.
    token_grants: { table: 'token_grants', key: 'id', since: 'granted_at', ageMs: DAY_MS, batch: 1_000 },
    audit_events: { table: 'audit_events', key: 'id', since: 'at', ageMs: auditRetentionDays * DAY_MS, batch: 1_000 },
    write_intents: { table: 'write_intents', key: 'attempt_id', since: 'created_at', ageMs: KEY_LIFE_MS, batch: 1_000 },
    deferred_writes: { table: 'deferred_writes', key: 'id', since: 'ended_at', ageMs: KEEP_ENDED_MS, batch: 1_000 },
    dead_connections: {
      table: 'oauth_tokens',
      key: 'id',
      since: 'needs_reauth_at',
      where: 'needs_reauth',
      ageMs: deadConnectionDays * DAY_MS,
      batch: 100,
    },
  };
}
