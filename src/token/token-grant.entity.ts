import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { OAuthToken } from './oauth-token.entity.js';

/**
 * An ask is taken for `granted` until it is known not to be, so that one which a crash cuts short counts. `failed` had
 * no answer that can be read.
 */
export type GrantOutcome = 'granted' | 'refused' | 'throttled' | 'failed';

/** One ask for an access token. Zoho counts them per refresh token, so we do too, over all replicas. */
@Entity({ name: 'token_grants' })
@Index('token_grants_by_token', ['oauthTokenId', 'grantedAt'])
@Index('token_grants_throttled', ['grantedAt'], { where: `outcome = 'throttled'` })
@Check('token_grants_outcome_known', `outcome IN ('granted', 'refused', 'throttled', 'failed')`)
export class TokenGrant {
  /** A bigint: a string of digits in JavaScript. */
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'token_grants_pkey',
  })
  id!: string;

  @Column({ name: 'oauth_token_id', type: 'uuid' })
  @ForeignKey(() => OAuthToken, { name: 'token_grants_of_token', onDelete: 'CASCADE' })
  oauthTokenId!: string;

  /** When Zoho was asked, whatever came of it. */
  @Column({ name: 'granted_at', type: 'timestamptz', default: () => 'now()' })
  grantedAt!: Date;

  @Column({ type: 'text', default: 'granted' })
  outcome!: GrantOutcome;
}
