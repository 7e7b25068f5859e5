import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { StartError } from '../common/errors/start.error.js';
import { ConnectionSecrets } from './connection-secrets.js';
import { KeyRing, shownKeyId } from './key-ring.js';
import { KnownKeys } from './known-keys.js';
import { OAuthToken } from './oauth-token.entity.js';
import { keyIdSql } from './token-cipher.js';

/** The configured keys are not those of the database; says which key it was used with, and what to do. */
export class EncryptionKeyMismatchError extends StartError {}

interface KeyInUse {
  readonly key_id: string;
  readonly connections: number;
  readonly samples: readonly string[];
}

/**
 * Proves the configured keys before the server starts: by the canary of each key that the database was used with,
 * which is there also when no connection is, and by stored tokens. A wrong key would otherwise look like so many broken
 * connections, and people would be sent through set-up for nothing.
 */
@Injectable()
export class KeyCanary implements OnModuleInit {
  private readonly logger = new Logger(KeyCanary.name);

  constructor(
    @InjectRepository(OAuthToken) private readonly rows: Repository<OAuthToken>,
    private readonly known: KnownKeys,
    private readonly secrets: ConnectionSecrets,
    private readonly ring: KeyRing,
  ) {}

  /** @throws EncryptionKeyMismatchError */
  async onModuleInit(): Promise<void> {
    await this.check();
    await this.known.record(this.ring.primary);
  }

  /** @throws EncryptionKeyMismatchError when the key last adopted is not in the ring, or nothing stored opens */
  async check(): Promise<void> {
    const known = await this.known.list();
    const [last] = known;
    // One that no server has adopted yet counts only as long as there is no other.
    const wanted = last?.adoptedAt ? [last] : known;
    if (wanted.length > 0 && !wanted.some((key) => this.known.opens(key))) {
      throw this.mismatch(wanted.map(({ keyId }) => shownKeyId(keyId)));
    }

    const proved = new Set(known.filter((key) => this.known.opens(key)).map(({ keyId }) => shownKeyId(keyId)));
    const inUse = await this.keysInUse();
    const opened = await Promise.all(inUse.map(async (key) => proved.has(key.key_id) || this.opensOne(key)));
    if (inUse.length > 0 && !opened.includes(true)) throw this.mismatch(inUse.map(({ key_id }) => key_id));

    const missing = inUse.filter((_, index) => !opened[index]);
    for (const { key_id, connections } of missing) {
      this.logger.error({ event: 'encryption_key_missing', reason: key_id, count: connections });
    }
  }

  private keysInUse(): Promise<KeyInUse[]> {
    // A sample that is damaged does not condemn the key.
    return this.rows.query<KeyInUse[]>(
      `SELECT ${keyIdSql('refresh_token_ciphertext')} AS key_id,
              count(*)::int AS connections, (array_agg(id::text ORDER BY id))[1:3] AS samples
         FROM oauth_tokens GROUP BY 1`,
    );
  }

  private async opensOne({ samples }: KeyInUse): Promise<boolean> {
    const rows = await this.rows.findBy(samples.map((id) => ({ id })));
    return rows.some((row) => this.secrets.tryOpenRefreshToken(row) !== undefined);
  }

  private mismatch(wanted: readonly string[]): EncryptionKeyMismatchError {
    const configured = this.ring.keys.map(({ id }) => shownKeyId(id)).join(', ');
    return new EncryptionKeyMismatchError(
      `The encryption key is not the one this database was used with: it needs the key with the id ${wanted.join(' or ')}, and the configured one is ${configured}. ` +
        'Start with the former key (SDP_ENCRYPTION_KEY, or the key file in the data folder), or put both into SDP_ENCRYPTION_KEYS. ' +
        'Nothing was changed. If the key is lost, docs/KEYS.md says what to do.',
    );
  }
}
