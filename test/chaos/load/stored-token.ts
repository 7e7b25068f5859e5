import type { Stage } from '../stage/stage.js';
import type { Person } from './person.js';

/**
 * Moves the end of stored access tokens, as if time had passed; the vendor's own end is later, so nothing is refused
 * there. Replicas see it when their caches have ended, so it is done before a person's first call, or a minute after.
 *
 * @param seconds from now; negative: it has ended
 */
export async function expiresIn(stage: Stage, seconds: number, ...people: readonly Person[]): Promise<void> {
  await stage.sql(
    `UPDATE oauth_tokens SET access_token_expires_at = now() + make_interval(secs => $1) WHERE id = ANY($2::uuid[])`,
    [seconds, people.map(({ connectionId }) => connectionId)],
  );
}

/** What a row says of its refreshes. */
export interface StoredToken {
  readonly version: number;
  readonly needsReauth: boolean;
  readonly failures: number;
  readonly leased: boolean;
}

export async function storedToken(stage: Stage, { connectionId }: Person): Promise<StoredToken> {
  const [row] = await stage.sql<StoredToken>(
    `SELECT token_version AS version, needs_reauth AS "needsReauth", consecutive_failures AS failures,
            lease_until IS NOT NULL AND lease_until > now() AS leased
       FROM oauth_tokens WHERE id = $1`,
    [connectionId],
  );
  if (!row) throw new Error('The row of the connection is gone');
  return row;
}

/** Rows that say a person must authorize again. */
export async function needingReauth(stage: Stage): Promise<number> {
  const [row] = await stage.sql<{ count: number }>(
    'SELECT count(*)::int AS count FROM oauth_tokens WHERE needs_reauth',
  );
  return row?.count ?? 0;
}
