import { Injectable } from '@nestjs/common';
import type { ConnectionRemover } from '../common/events/server-event.js';
import { ServerEvents } from '../common/events/server-events.js';
import type { DataCenter } from '../common/data-center.js';
import type { Connection } from './connection.js';
import { ClientAuthenticator } from './client-authenticator.js';
import { toConnection } from './connection.mapper.js';
import { ConnectionRepository } from './connection.repository.js';
import { ConnectionSecrets } from './connection-secrets.js';
import type { ClientCredentials } from './credentials.js';
import { GrantExchange, type GrantToken } from './grant-exchange.js';
import { ConnectionGoneError } from './refresh.errors.js';
import { ZohoAccountsClient } from './zoho-accounts.client.js';

/** Figures for the health report. */
export interface ConnectionCounts {
  readonly total: number;
  readonly ready: number;
  readonly reauthRequired: number;
  /** Ready ones whose last refresh failed. */
  readonly failing: number;
}

/** Stored connections: who may use which, how they come to be, and how they end. */
@Injectable()
export class ConnectionService {
  constructor(
    private readonly connections: ConnectionRepository,
    private readonly authenticator: ClientAuthenticator,
    private readonly grants: GrantExchange,
    private readonly secrets: ConnectionSecrets,
    private readonly accounts: ZohoAccountsClient,
    private readonly events: ServerEvents,
  ) {}

  /**
   * The connection these credentials open; undefined when nothing is stored for the client id. Fields other than
   * `id`, `dataCenter`, `portal`, `scopes` and `state` may be up to a minute old: `get` reads them anew.
   * @throws ClientRejectedError when the secret is wrong; TooManyAttemptsError; ZohoThrottledError or
   *   ZohoUnavailableError when a changed secret cannot be checked now
   */
  authenticate(credentials: ClientCredentials): Promise<Connection | undefined> {
    return this.authenticator.authenticate(credentials);
  }

  /** The same without a question to Zoho and without a failure: undefined when it cannot be told now. */
  peek(credentials: ClientCredentials): Promise<Connection | undefined> {
    return this.authenticator.peek(credentials);
  }

  /**
   * Exchanges a grant token and stores the tokens; replaces what was stored for the client and clears its failures.
   * Without `portal` the portal of before stays, unless the data center is another.
   * @throws AppError of token.errors.ts; ZohoThrottledError, ZohoUnavailableError
   */
  async exchange(credentials: ClientCredentials, grant: GrantToken): Promise<Connection> {
    return this.get(await this.grants.exchange(credentials, grant));
  }

  /**
   * Where the connection of a client id lives, whatever secret comes with it; undefined when there is none. It says
   * only where a grant token is to be taken: Zoho judges the credentials there.
   */
  async dataCenterOf(clientId: string): Promise<DataCenter | undefined> {
    return (await this.connections.findByClientId(clientId))?.dataCenter;
  }

  /** @throws ConnectionGoneError */
  async get(connectionId: string): Promise<Connection> {
    const row = await this.connections.findById(connectionId);
    if (!row) throw new ConnectionGoneError();
    return toConnection(row);
  }

  /** Revokes at Zoho, as far as Zoho answers, and deletes. Deletes nothing twice. */
  async disconnect(connectionId: string, by: ConnectionRemover = 'person'): Promise<{ revoked: boolean }> {
    const row = await this.connections.findById(connectionId);
    const refreshToken = row ? this.secrets.tryOpenRefreshToken(row) : undefined;
    const revoked =
      row && refreshToken !== undefined ? await this.accounts.revoke(row.dataCenter, refreshToken) : false;
    await this.connections.delete(connectionId);
    if (row) this.events.emit({ type: 'connection_removed', connectionId, revoked, by });
    return { revoked };
  }

  /**
   * Forgets that anything failed, for after its cause was mended: Zoho is asked again soon, and if the grant is dead
   * it says so again.
   */
  async reset(connectionId: string): Promise<void> {
    await this.connections.forgetFailures(connectionId);
    this.events.emit({ type: 'connection_reset', connectionId });
  }

  counts(): Promise<ConnectionCounts> {
    return this.connections.counts();
  }
}
