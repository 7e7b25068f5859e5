import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { StartError } from '../common/errors/start.error.js';
import { ConnectionSecrets } from './connection-secrets.js';
import { OAuthToken } from './oauth-token.entity.js';

/** No stored token opens with the configured keys: they are other ones, or the database is. */
export class EncryptionKeyMismatchError extends StartError {}

interface KeyInUse {
  readonly key_id: string;
  readonly connections: number;
  readonly sample: string;
}

/**
 * Opens one stored value per encryption key before the server starts. A wrong key would otherwise look like so many
 * broken connections, and people would be sent through set-up for nothing.
 */
@Injectable()
export class KeyCanary implements OnModuleInit {
  private readonly logger = new Logger(KeyCanary.name);

  constructor(
    @InjectRepository(OAuthToken) private readonly rows: Repository<OAuthToken>,
    private readonly secrets: ConnectionSecrets,
  ) {}

  /** @throws EncryptionKeyMismatchError when there are connections and none of them opens */
  async onModuleInit(): Promise<void> {
    // Bytes 2 to 5 of a ciphertext are the id of its key.
    const keysInUse = await this.rows.query<KeyInUse[]>(
      `SELECT encode(substring(refresh_token_ciphertext FROM 2 FOR 4), 'hex') AS key_id,
              count(*)::int AS connections, min(id::text) AS sample
         FROM oauth_tokens GROUP BY 1`,
    );
    const opened = await Promise.all(keysInUse.map(({ sample }) => this.opens(sample)));
    if (keysInUse.length > 0 && !opened.includes(true)) {
      throw new EncryptionKeyMismatchError(
        'The encryption key is not the one the stored tokens were encrypted with. Start with the former key (SDP_ENCRYPTION_KEY, or the key file in the data folder), or put both into SDP_ENCRYPTION_KEYS. Nothing was changed.',
      );
    }
    const unopened = keysInUse.filter((_, index) => !opened[index]);
    if (unopened.length === 0) return;
    const count = unopened.reduce((sum, { connections }) => sum + connections, 0);
    this.logger.error({ event: 'encryption_key_missing', count });
  }

  private async opens(id: string): Promise<boolean> {
    const row = await this.rows.findOneBy({ id });
    return row === null || this.secrets.tryOpenRefreshToken(row) !== undefined;
  }
}
