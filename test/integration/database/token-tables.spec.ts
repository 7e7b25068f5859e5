import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { DataSource, QueryDeepPartialEntity } from 'typeorm';
import { OAuthToken } from '../../../src/token/oauth-token.entity.js';
import { TokenGrant } from '../../../src/token/token-grant.entity.js';
import { describeOnEachDatabase, type TestDatabase } from '../../support/database.js';

const NOON = new Date('2026-11-23T12:00:00Z');

const row = (): QueryDeepPartialEntity<OAuthToken> & { id: string } => ({
  id: randomUUID(),
  clientIdHash: randomBytes(32),
  credentialVerifier: randomBytes(32),
  clientIdCiphertext: randomBytes(60),
  clientSecretCiphertext: randomBytes(60),
  refreshTokenCiphertext: randomBytes(60),
  dataCenter: 'us',
  scopes: ['SDPOnDemand.requests.ALL'],
});

describeOnEachDatabase('the token tables', (database) => {
  let opened: TestDatabase;
  let dataSource: DataSource;
  beforeAll(async () => {
    opened = await database.create();
    ({ dataSource } = opened);
  });
  beforeEach(() => dataSource.query('DELETE FROM oauth_tokens'));
  afterAll(() => opened.close());

  it('take a new connection with nothing but its secrets, and count from there', async () => {
    const { id } = row();
    await dataSource.getRepository(OAuthToken).insert({ ...row(), id });

    expect(await dataSource.getRepository(OAuthToken).findOneByOrFail({ id })).toMatchObject({
      accessTokenCiphertext: null,
      needsReauth: false,
      consecutiveFailures: 0,
      tokenVersion: 1,
      credentialGeneration: 1,
      refreshCount: 0,
      scopes: ['SDPOnDemand.requests.ALL'],
    });
  });

  it.each<[string, QueryDeepPartialEntity<OAuthToken>]>([
    ['oauth_tokens_client_id_hash_is_digest', { clientIdHash: randomBytes(31) }],
    ['oauth_tokens_credential_verifier_is_digest', { credentialVerifier: Buffer.from('readable-secret') }],
    ['oauth_tokens_data_center_known', { dataCenter: 'moon' as 'us' }],
    ['oauth_tokens_access_token_has_expiry', { accessTokenCiphertext: randomBytes(60) }],
    ['oauth_tokens_access_token_has_expiry', { accessTokenExpiresAt: NOON }],
    ['oauth_tokens_reauth_says_why_and_when', { needsReauth: true }],
    ['oauth_tokens_reauth_says_why_and_when', { needsReauth: true, needsReauthReason: 'invalid_code' }],
    ['oauth_tokens_reauth_says_why_and_when', { needsReauthReason: 'invalid_code', needsReauthAt: NOON }],
    ['oauth_tokens_failures_have_a_start', { consecutiveFailures: 1 }],
    ['oauth_tokens_failures_have_a_start', { consecutiveFailures: -1 }],
    ['oauth_tokens_refresh_jitter_not_negative', { refreshJitterSeconds: -1 }],
    ['oauth_tokens_lease_has_owner_and_end', { leaseOwner: randomUUID() }],
    ['oauth_tokens_lease_has_owner_and_end', { leaseUntil: NOON }],
    ['oauth_tokens_versions_count_up', { tokenVersion: 0 }],
    ['oauth_tokens_versions_count_up', { credentialGeneration: 0 }],
    ['oauth_tokens_versions_count_up', { refreshCount: -1 }],
  ])('hold %s against %o', async (constraint, wrong) => {
    const insert = dataSource.getRepository(OAuthToken).insert({ ...row(), ...wrong });

    await expect(insert).rejects.toMatchObject({ driverError: { code: '23514', constraint } });
  });

  it('have one row for a client id', async () => {
    const { clientIdHash } = row();
    await dataSource.getRepository(OAuthToken).insert({ ...row(), clientIdHash });

    await expect(dataSource.getRepository(OAuthToken).insert({ ...row(), clientIdHash })).rejects.toMatchObject({
      driverError: { code: '23505', constraint: 'oauth_tokens_one_per_client' },
    });
  });

  it('find due rows by an index that leaves out those that need a person', async () => {
    await dataSource.query('ANALYZE oauth_tokens');
    const plan = await dataSource.transaction(async (tx) => {
      await tx.query('SET LOCAL enable_seqscan = off');
      return tx.query<unknown[]>(
        'EXPLAIN SELECT id FROM oauth_tokens WHERE next_refresh_at <= now() AND NOT needs_reauth',
      );
    });

    expect(JSON.stringify(plan)).toContain('oauth_tokens_due');
  });

  it('drop the grants with their connection', async () => {
    const token = row();
    await dataSource.getRepository(OAuthToken).insert(token);
    await dataSource.getRepository(TokenGrant).insert({ oauthTokenId: token.id });
    expect(await dataSource.getRepository(TokenGrant).findOneByOrFail({ oauthTokenId: token.id })).toMatchObject({
      outcome: 'granted',
      grantedAt: expect.any(Date),
    });

    await dataSource.getRepository(OAuthToken).delete(token.id);

    expect(await dataSource.getRepository(TokenGrant).count()).toBe(0);
  });

  it('take only outcomes that are known, and grants of a connection that is there', async () => {
    const token = row();
    await dataSource.getRepository(OAuthToken).insert(token);
    const grants = dataSource.getRepository(TokenGrant);

    await expect(grants.insert({ oauthTokenId: token.id, outcome: 'maybe' as 'granted' })).rejects.toMatchObject({
      driverError: { constraint: 'token_grants_outcome_known' },
    });
    await expect(grants.insert({ oauthTokenId: randomUUID() })).rejects.toMatchObject({
      driverError: { constraint: 'token_grants_of_token' },
    });
  });
});
