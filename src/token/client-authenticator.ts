import { Injectable } from '@nestjs/common';
import { Clock } from '../common/time/clock.js';
import type { Connection } from './connection.js';
import { ConnectionCache } from './connection-cache.js';
import { ConnectionChanges } from './connection-changes.js';
import { toConnection } from './connection.mapper.js';
import { ConnectionRepository } from './connection.repository.js';
import { CredentialHasher } from './credential-hasher.js';
import type { ClientCredentials } from './credentials.js';
import { SecretProof } from './secret-proof.js';

/** Tells which connection a caller's credentials open, on every request. */
@Injectable()
export class ClientAuthenticator {
  /** By verifier, never by secret. */
  private readonly verified: ConnectionCache<Connection>;

  constructor(
    private readonly connections: ConnectionRepository,
    private readonly hasher: CredentialHasher,
    private readonly proof: SecretProof,
    private readonly changes: ConnectionChanges,
    clock: Clock,
  ) {
    this.verified = new ConnectionCache(changes, clock);
  }

  /**
   * The caller's own connection; undefined when nothing is stored for the client id. An unknown id costs the same
   * digests and comparison as a known one.
   * @throws ClientRejectedError, TooManyAttemptsError, ZohoThrottledError, ZohoUnavailableError
   */
  async authenticate(credentials: ClientCredentials): Promise<Connection | undefined> {
    const verifier = this.hasher.verifier(credentials).toString('base64');
    const known = this.verified.get(verifier);
    if (known) return known;

    const mark = this.changes.mark();
    const row = await this.connections.findByClientId(credentials.clientId);
    const matches = this.hasher.matches(row?.credentialVerifier, credentials);
    if (!row) return undefined;
    if (!matches) return toConnection(await this.proof.prove(row, credentials));

    const connection = toConnection(row);
    // One that needs a person is read anew each time: the person's set-up may go through another replica.
    if (connection.state === 'ready') this.verified.set(verifier, row.id, connection, mark);
    return connection;
  }
}
