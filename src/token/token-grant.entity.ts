import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { OAuthToken } from './oauth-token.entity.js';

/** `pending` is an unanswered ask, also one that a crash cut short; `failed` had no answer that can be read. */
export type GrantOutcome = 'pending' | 'granted' | 'refused' | 'throttled' | 'failed';

/** One ask for an access token. Zoho counts them per refresh token, so we do too, over all replicas. */
@Entity({ name: 'token_grants' })
@Index('token_grants_by_token', ['oauthTokenId', 'grantedAt'])
@Check('token_grants_outcome_known', `outcome IN ('pending', 'granted', 'refused', 'throttled', 'failed')`)
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

  @Column({ type: 'text', default: 'pending' })
  outcome!: GrantOutcome;
}
