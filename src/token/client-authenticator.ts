import { Injectable } from '@nestjs/common';
import { SingleFlight } from '../common/resilience/single-flight.js';
import { Clock } from '../common/time/clock.js';
import { DatabaseUnavailableError } from '../database/database.errors.js';
import type { Connection } from './connection.js';
import { ConnectionCache } from './connection-cache.js';
import { ConnectionChanges } from './connection-changes.js';
import { toConnection } from './connection.mapper.js';
import { ConnectionRepository } from './connection.repository.js';
import { CredentialHasher } from './credential-hasher.js';
import type { ClientCredentials } from './credentials.js';
import type { OAuthToken } from './oauth-token.entity.js';
import { isUsableInNeed } from './refresh-schedule.js';
import { SecretProof } from './secret-proof.js';

/** A flood of wrong secrets for one client reads its row once in this time. */
const MISS_LIFETIME_MS = 10_000;

/** Tells which connection a caller's credentials open, on every request. */
@Injectable()
export class ClientAuthenticator {
  /** By verifier, never by secret. */
  private readonly verified: ConnectionCache<Connection>;
  /** Rows by client id whose owner somebody failed to be, so that the next failures cost no read. */
  private readonly missed: ConnectionCache<OAuthToken>;
  /** By client id and moment: calls that come at once read the row once, and none reads what a write has replaced. */
  private readonly lookups = new SingleFlight<OAuthToken | null>();

  constructor(
    private readonly connections: ConnectionRepository,
    private readonly hasher: CredentialHasher,
    private readonly proof: SecretProof,
    private readonly changes: ConnectionChanges,
    private readonly clock: Clock,
  ) {
    this.verified = new ConnectionCache(changes, clock);
    this.missed = new ConnectionCache(changes, clock, MISS_LIFETIME_MS);
  }

  /**
   * The caller's own connection; undefined when nothing is stored for the client id. An unknown id costs the same
   * digests and comparison as a known one. While the database is away, a pair that was proved here before is believed
   * for as long as its access token lives; any other pair is not.
   * @throws DatabaseUnavailableError, ClientRejectedError, TooManyAttemptsError, ZohoThrottledError, ZohoUnavailableError
   */
  async authenticate(credentials: ClientCredentials): Promise<Connection | undefined> {
    const verifier = this.hasher.verifier(credentials).toString('base64');
    const known = this.verified.get(verifier);
    if (known) return known;

    const { clientId } = credentials;
    const missed = this.missed.get(clientId);
    if (missed && !this.hasher.matches(missed.credentialVerifier, credentials)) return this.prove(missed, credentials);

    const mark = this.changes.mark();
    let row: OAuthToken | null;
    try {
      row = await this.rowOf(credentials, mark);
    } catch (error) {
      const provedBefore = error instanceof DatabaseUnavailableError ? this.verified.getAged(verifier) : undefined;
      if (provedBefore && isUsableInNeed(provedBefore, this.clock.nowMs())) return provedBefore;
      throw error;
    }
    const matches = this.hasher.matches(row?.credentialVerifier, credentials);
    if (!row) return undefined;
    if (!matches) {
      this.missed.set(clientId, row.id, row, mark);
      return this.prove(row, credentials);
    }
    return this.remembered(row, verifier, mark);
  }

  /**
   * The caller's own connection as far as it can be told by what is stored: undefined when nothing is, when the secret
   * is another one, and while the database is away. A row that was read serves the calls of the next minute.
   */
  async peek(credentials: ClientCredentials): Promise<Connection | undefined> {
    const verifier = this.hasher.verifier(credentials).toString('base64');
    const known = this.verified.get(verifier);
    if (known) return known;

    const mark = this.changes.mark();
    try {
      const row = await this.rowOf(credentials, mark);
      const matches = this.hasher.matches(row?.credentialVerifier, credentials);
      return row && matches ? this.remembered(row, verifier, mark) : undefined;
    } catch (error) {
      if (error instanceof DatabaseUnavailableError) return undefined;
      throw error;
    }
  }

  private async prove(row: OAuthToken, credentials: ClientCredentials): Promise<Connection> {
    return toConnection(await this.proof.prove(row, credentials));
  }

  private rowOf({ clientId }: ClientCredentials, mark: number): Promise<OAuthToken | null> {
    return this.lookups.run(`${clientId} ${mark}`, () => this.connections.findByClientId(clientId));
  }

  private remembered(row: OAuthToken, verifier: string, mark: number): Connection {
    const connection = toConnection(row);
    this.proof.opened(row.id);
    // One that needs a person is read anew each time: the person's set-up may go through another replica.
    if (connection.state === 'ready') this.verified.set(verifier, row.id, connection, mark);
    return connection;
  }
}
