import { randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from '@jest/globals';
import type { ServerEvent } from '../../../src/common/events/server-event.js';
import { ServerEvents } from '../../../src/common/events/server-events.js';
import { RetentionJob } from '../../../src/retention/retention.job.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { useReplicas } from '../replicas/replicas-scene.js';

const DAY_MS = 86_400_000;

describeOnEachDatabase('what has outlived its use', (database) => {
  const scene = useReplicas(database, {
    count: 3,
    env: { SDP_AUDIT_RETENTION_DAYS: '10', SDP_DEAD_CONNECTION_DAYS: '20' },
  });
  const query = <T>(sql: string, values: unknown[] = []): Promise<T[]> => scene.dataSource.query(sql, values);
  const ago = (ms: number) => new Date(scene.clock.nowMs() - ms);
  const runOnAll = () => Promise.all(scene.replicas.map(({ app }) => app.get(RetentionJob, { strict: false }).run()));
  const count = async (table: string) =>
    (await query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`))[0]?.count;

  beforeEach(async () => {
    await query('TRUNCATE oauth_tokens, oauth_states, audit_events CASCADE');
  });

  /** A connection whose person has not come back since then. */
  async function deadSince(at: Date): Promise<string> {
    await scene.setUp();
    const [row] = await query<{ id: string }>('SELECT id FROM oauth_tokens WHERE NOT needs_reauth');
    await query(
      `UPDATE oauth_tokens SET needs_reauth = true, needs_reauth_reason = 'invalid_code', needs_reauth_at = $2 WHERE id = $1`,
      [row?.id, at],
    );
    return row?.id ?? '';
  }

  it('goes: consents that have expired, and no others', async () => {
    for (const expiresAt of [ago(1), ago(-1)]) {
      await query(
        'INSERT INTO oauth_states (state_hash, caller_digest, ciphertext, expires_at) VALUES ($1, $1, $1, $2)',
        [randomBytes(32), expiresAt],
      );
    }
    await runOnAll();

    expect(await query('SELECT expires_at FROM oauth_states')).toEqual([{ expires_at: ago(-1) }]);
  });

  it('goes: audit events after their days, in batches, once however many replicas clean up', async () => {
    await query(
      `INSERT INTO audit_events (id, at, actor, event, outcome, record_ids, replica)
       SELECT gen_random_uuid(), CASE WHEN n <= 2500 THEN $1::timestamptz ELSE $2::timestamptz END,
              'job', 'x', 'ok', '{}', 'here'
         FROM generate_series(1, 2600) AS n`,
      [ago(10 * DAY_MS), ago(10 * DAY_MS - 1)],
    );
    await runOnAll();

    expect(await count('audit_events')).toBe(100);
  });

  it('goes: connections that nobody has authorized again, which is told to everybody', async () => {
    const told: ServerEvent[] = [];
    const stop = scene.replicas.map(({ app }) => app.get(ServerEvents).subscribe((event) => void told.push(event)));
    const old = await deadSince(ago(20 * DAY_MS));
    const younger = await deadSince(ago(20 * DAY_MS - 1));
    await scene.setUp();

    await runOnAll();

    expect(await count('oauth_tokens')).toBe(2);
    expect(await query('SELECT id FROM oauth_tokens WHERE needs_reauth')).toEqual([{ id: younger }]);
    expect(told.filter(({ type }) => type === 'connection_removed')).toEqual([
      { type: 'connection_removed', connectionId: old, revoked: false, by: 'retention' },
    ]);
    await eventually(async () =>
      expect(await query(`SELECT actor, connection_id FROM audit_events WHERE event = 'connection_removed'`)).toEqual([
        { actor: 'job', connection_id: old },
      ]),
    );
    stop.forEach((end) => end());
  });

  it('goes: asks for tokens that no longer count, and no others', async () => {
    await scene.setUp();
    const [row] = await query<{ id: string }>('SELECT id FROM oauth_tokens');
    await query('DELETE FROM token_grants');
    for (const at of [ago(DAY_MS), ago(DAY_MS - 1)]) {
      await query('INSERT INTO token_grants (oauth_token_id, granted_at) VALUES ($1, $2)', [row?.id, at]);
    }
    await runOnAll();

    expect(await query('SELECT granted_at FROM token_grants')).toEqual([{ granted_at: ago(DAY_MS - 1) }]);
  });

  it('does not stop the rest when one table cannot be cleaned', async () => {
    await query('ALTER TABLE oauth_states RENAME TO oauth_states_away');
    await query(
      `INSERT INTO audit_events (id, at, actor, event, outcome, record_ids, replica)
       VALUES ($1, $2, 'job', 'x', 'ok', '{}', 'here')`,
      [randomUUID(), ago(11 * DAY_MS)],
    );
    await runOnAll();
    await query('ALTER TABLE oauth_states_away RENAME TO oauth_states');

    expect(await count('audit_events')).toBe(0);
  });
});
