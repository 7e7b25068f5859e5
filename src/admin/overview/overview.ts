import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { Clock } from '../../common/time/clock.js';
import { serverVersion } from '../../common/version.js';
import { AppConfig } from '../../config/app-config.js';
import { DatabaseStatus } from '../../database/database-status.js';
import { ReplicaCircuits } from '../../replicas/replica-circuits.js';
import { OAuthToken } from '../../token/oauth-token.entity.js';
import { type Attention, attentionFor, type OverviewCounts } from './attention.js';

const HOUR_MS = 3_600_000;

/** How the whole server does, in few words. */
export interface OverviewReport {
  readonly version: string;
  readonly database: { readonly kind: 'embedded' | 'postgres'; readonly answers: boolean };
  /** `generated`: lies in the data folder and nowhere else, unless somebody keeps a copy. */
  readonly encryptionKey: 'generated' | 'configured';
  readonly setupMode: 'open' | 'closed';
  /** Ids of the replicas that live, the one that answers first. */
  readonly replicas: readonly string[];
  /** null while the database does not answer. */
  readonly counts: OverviewCounts | null;
  /** What needs somebody now, worst first. */
  readonly attention: readonly Attention[];
}

@Injectable()
export class Overview {
  constructor(
    @InjectRepository(OAuthToken) private readonly tokens: Repository<OAuthToken>,
    private readonly database: DatabaseStatus,
    private readonly circuits: ReplicaCircuits,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  async make(): Promise<OverviewReport> {
    const [counts, glances] = await Promise.all([this.counts().catch(() => null), this.circuits.glances()]);
    const { kind, answers, clockSkewMs } = this.database;
    const { encryption, setupMode } = this.config;
    return {
      version: serverVersion,
      database: { kind, answers: answers && counts !== null },
      encryptionKey: encryption.kind === 'generated' ? 'generated' : 'configured',
      setupMode: setupMode ? 'open' : 'closed',
      replicas: glances.map(({ replica }) => replica),
      counts,
      attention: attentionFor({
        database: { answers, clockSkewMs },
        counts,
        openCircuits: glances.flatMap(({ replica, circuits }) =>
          circuits.filter(({ state }) => state !== 'closed').map(({ name }) => ({ name, replica })),
        ),
        silentReplicas: glances.filter(({ outcome }) => outcome !== 'done').map(({ replica }) => replica),
      }),
    };
  }

  private async counts(): Promise<OverviewCounts> {
    const nowMs = this.clock.nowMs();
    const [counts] = await this.tokens.query<OverviewCounts[]>(
      `SELECT count(*)::int AS "connections",
              count(*) FILTER (WHERE NOT needs_reauth AND consecutive_failures = 0)::int AS "ready",
              count(*) FILTER (WHERE needs_reauth)::int AS "reauthRequired",
              count(*) FILTER (WHERE NOT needs_reauth AND consecutive_failures > 0)::int AS "failing",
              count(*) FILTER (WHERE NOT needs_reauth AND last_failure_code = 'stored_tokens_unreadable')::int
                AS "unreadable",
              (SELECT count(*)::int FROM deferred_writes WHERE state = 'pending') AS "writesWaiting",
              (SELECT count(*)::int FROM deferred_writes WHERE state = 'pending' AND created_at <= $1) AS "writesStuck",
              (SELECT count(*)::int FROM deferred_writes
                WHERE state IN ('failed', 'expired', 'unknown') AND ended_at > $2) AS "writesLost"
         FROM oauth_tokens`,
      [new Date(nowMs - HOUR_MS), new Date(nowMs - 24 * HOUR_MS)],
    );
    if (!counts) throw new Error('A count has one row');
    return counts;
  }
}
