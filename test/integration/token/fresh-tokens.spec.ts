import { beforeEach, expect, it } from '@jest/globals';
import { ConnectionRepository } from '../../../src/token/connection.repository.js';
import { ConnectionSecrets } from '../../../src/token/connection-secrets.js';
import type { Connection } from '../../../src/token/connection.js';
import { FreshTokens } from '../../../src/token/fresh-tokens.js';
import type { OAuthToken } from '../../../src/token/oauth-token.entity.js';
import { RefreshLeases } from '../../../src/token/refresh-leases.js';
import { RefreshService } from '../../../src/token/refresh.service.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { HOUR, type Replica, SECOND, useTokenScene } from './token-scene.js';

describeOnEachDatabase('callers that need a fresh token', (database) => {
  const scene = useTokenScene(database);
  let replica: Replica;
  let connection: Connection;

  beforeEach(async () => {
    replica = await scene.replica();
    ({ connection } = await scene.setUp(replica));
  });

  interface Parts {
    readonly connections?: Pick<ConnectionRepository, 'findById'>;
    readonly leases?: Pick<RefreshLeases, 'take' | 'release'>;
    readonly longestMs?: number;
  }

  function freshTokens({ connections, leases, longestMs = 8 * SECOND }: Parts): FreshTokens {
    return new FreshTokens(
      (connections ?? replica.part(ConnectionRepository)) as ConnectionRepository,
      (leases ?? replica.part(RefreshLeases)) as RefreshLeases,
      replica.part(RefreshService),
      replica.part(ConnectionSecrets),
      scene.clock,
      { longestMs, pollMs: 20 },
    );
  }

  it('cost the database one lease, however many they are', async () => {
    const leases = replica.part(RefreshLeases);
    let taken = 0;
    const fresh = freshTokens({
      leases: {
        take: (id) => ((taken += 1), leases.take(id)),
        release: (lease) => leases.release(lease),
      },
    });
    scene.clock.advance(2 * HOUR);
    scene.zoho.faults.next(1, { kind: 'slow', ms: 200 });

    await Promise.all(Array.from({ length: 200 }, () => fresh.obtain(connection.id)));

    expect(taken).toBe(1);
    expect(scene.refreshes).toBe(1);
  });

  it('do not refresh again when the last holder finished between their look and their lease', async () => {
    const connections = replica.part(ConnectionRepository);
    scene.clock.advance(2 * HOUR);
    const before = await scene.row(connection);
    const looks: (OAuthToken | undefined)[] = [before];
    const fresh = freshTokens({
      connections: { findById: async (id) => looks.shift() ?? connections.findById(id) },
    });
    await replica.tokens.refreshNow(connection.id);

    const token = await fresh.obtain(connection.id);

    expect(token.version).toBe(before.tokenVersion + 1);
    expect(scene.refreshes).toBe(1);
    expect(await scene.row(connection)).toMatchObject({ leaseOwner: null, leaseUntil: null });
  });

  it('stop waiting for a slow refresh, which goes on without them', async () => {
    const fresh = freshTokens({ longestMs: 200 });
    scene.clock.advance(2 * HOUR);
    scene.zoho.faults.next(1, { kind: 'slow', ms: 500 });

    await expect(fresh.obtain(connection.id)).rejects.toMatchObject({
      code: 'ZOHO_UNAVAILABLE',
      reason: 'refresh_slow',
    });

    await replica.part(RefreshService).drain();
    expect((await replica.tokens.getAccessToken(connection.id)).version).toBe(2);
    expect(scene.refreshes).toBe(1);
  });

  it('stop waiting for another replica, and go on with the old token while it lives', async () => {
    const fresh = freshTokens({ longestMs: 200 });
    const leases = replica.part(RefreshLeases);
    await scene.untilExpiry(connection, 40 * SECOND);
    await leases.take(connection.id);

    expect((await fresh.obtain(connection.id)).version).toBe(1);

    await scene.untilExpiry(connection, 29 * SECOND);
    await expect(fresh.obtain(connection.id)).rejects.toMatchObject({ code: 'ZOHO_UNAVAILABLE' });
    expect(scene.refreshes).toBe(0);
  });
});
