import { randomUUID } from 'node:crypto';
import { MoreThan, type Repository } from 'typeorm';
import type { Clock } from '../common/time/clock.js';
import type { ConnectionRepository, NewConnection } from '../token/connection.repository.js';
import type { ConnectionSecrets } from '../token/connection-secrets.js';
import type { CredentialHasher } from '../token/credential-hasher.js';
import type { OAuthToken } from '../token/oauth-token.entity.js';
import { StoredTokensUnreadableError } from '../token/refresh.errors.js';
import { drawJitterSeconds } from '../token/refresh-schedule.js';
import type { PortableConnection } from './portable-connection.js';

/** Rows of one read. */
const PAGE = 200;

/**
 * `kept`: another connection of this client is here that is not older. `busy`: it changed while it was replaced; the
 * import can be run again.
 */
export type ImportOutcome = 'added' | 'unchanged' | 'replaced' | 'kept' | 'busy';

export interface ImportOptions {
  /** Also over a connection that is not older. */
  readonly replace: boolean;
  readonly dryRun: boolean;
}

/** Connections on their way out of one database and into another. */
export class ConnectionTransfer {
  constructor(
    private readonly rows: Repository<OAuthToken>,
    private readonly connections: ConnectionRepository,
    private readonly secrets: ConnectionSecrets,
    private readonly hasher: CredentialHasher,
    private readonly clock: Clock,
  ) {}

  /** Every connection that opens, and the ids of those that do not. */
  async export(): Promise<{ readonly connections: PortableConnection[]; readonly unreadable: string[] }> {
    const connections: PortableConnection[] = [];
    const unreadable: string[] = [];
    for (let last: string | undefined; ;) {
      // By key and not by offset: servers may go on adding and removing rows meanwhile.
      const where = last === undefined ? {} : { id: MoreThan(last) };
      const page: OAuthToken[] = await this.rows.find({ where, order: { id: 'ASC' }, take: PAGE });
      for (const row of page) {
        const connection = this.tryOpen(row);
        if (connection) connections.push(connection);
        else unreadable.push(row.id);
      }
      if (page.length < PAGE) return { connections, unreadable };
      last = page.at(-1)?.id;
    }
  }

  /** Brings one in. Run again with the same, it is `unchanged`. */
  async import(connection: PortableConnection, { replace, dryRun }: ImportOptions): Promise<ImportOutcome> {
    const present = await this.connections.findByClientId(connection.clientId);
    if (!present) {
      if (dryRun) return 'added';
      const taken = await this.connections.findById(connection.id);
      const id = taken ? randomUUID() : connection.id;
      if (!(await this.connections.insert(this.rowOf(id, connection)))) return 'busy';
      await this.keepState(id, connection);
      return 'added';
    }
    const here = this.tryOpen(present);
    if (here && isSame(here, connection)) return 'unchanged';
    if (here && !replace && !isNewer(connection, here)) return 'kept';
    if (dryRun) return 'replaced';
    if (!(await this.connections.replace(this.rowOf(present.id, connection), present.tokenVersion))) return 'busy';
    await this.keepState(present.id, connection);
    return 'replaced';
  }

  private tryOpen(row: OAuthToken): PortableConnection | undefined {
    try {
      const { id, dataCenter, portal, scopes, createdAt, lastRefreshedAt, lastUsedAt } = row;
      const { needsReauthReason, needsReauthAt } = row;
      return {
        id,
        ...this.secrets.openCredentials(row),
        refreshToken: this.secrets.openRefreshToken(row),
        ...{ dataCenter, portal, scopes, createdAt, lastRefreshedAt, lastUsedAt, needsReauthReason, needsReauthAt },
      };
    } catch (error) {
      if (error instanceof StoredTokensUnreadableError) return undefined;
      throw error;
    }
  }

  private rowOf(id: string, connection: PortableConnection): NewConnection {
    const { dataCenter, portal, scopes, lastRefreshedAt, lastUsedAt } = connection;
    return {
      id,
      clientIdHash: this.hasher.lookup(connection.clientId),
      credentialVerifier: this.hasher.verifier(connection),
      ...this.secrets.sealCredentials(id, connection),
      ...this.secrets.sealRefreshToken(id, connection.refreshToken),
      accessTokenCiphertext: null,
      accessTokenExpiresAt: null,
      ...{ dataCenter, portal, scopes, lastRefreshedAt, lastUsedAt },
      refreshJitterSeconds: drawJitterSeconds(Math.random()),
      nextRefreshAt: this.clock.now(),
    };
  }

  /** One that needed a person where it came from needs one here. */
  private async keepState(
    id: string,
    { needsReauthReason, needsReauthAt, createdAt }: PortableConnection,
  ): Promise<void> {
    const needsReauth = needsReauthReason !== null;
    await this.rows.update(
      { id },
      {
        createdAt,
        ...(needsReauth ? { needsReauth, needsReauthReason, needsReauthAt, nextRefreshAt: null } : {}),
      },
    );
  }
}

function isSame(one: PortableConnection, other: PortableConnection): boolean {
  return one.clientSecret === other.clientSecret && one.refreshToken === other.refreshToken;
}

function isNewer(one: PortableConnection, other: PortableConnection): boolean {
  return lastSignOfLife(one) > lastSignOfLife(other);
}

function lastSignOfLife({ lastRefreshedAt, createdAt }: PortableConnection): number {
  return (lastRefreshedAt ?? createdAt).getTime();
}
