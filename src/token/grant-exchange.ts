import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import type { DataCenter } from '../common/data-center.js';
import { ServerEvents } from '../common/events/server-events.js';
import { Clock } from '../common/time/clock.js';
import { AttemptGuard } from './attempt-guard.js';
import { ConnectionRepository, type NewConnection } from './connection.repository.js';
import { ConnectionSecrets } from './connection-secrets.js';
import { CredentialHasher } from './credential-hasher.js';
import type { ClientCredentials } from './credentials.js';
import { exchangeError } from './exchange-error.js';
import { GrantMeter } from './grant-meter.js';
import type { OAuthToken } from './oauth-token.entity.js';
import { drawJitterSeconds, timesOf } from './refresh-schedule.js';
import { ZohoUnavailableError } from './refresh.errors.js';
import type { TokenGrant } from './token-answer.schema.js';
import { RefreshTokenMissingError } from './token.errors.js';
import { ZohoAccountsClient } from './zoho-accounts.client.js';

/** Enough for a crowd of set-ups for one client in one moment; each loses at most once to each other. */
const MOST_WRITES = 20;

/** What a person hands over in set-up. */
export interface GrantToken {
  readonly code: string;
  readonly dataCenter: DataCenter;
  readonly portal?: string | undefined;
  /** Server-based clients only: the address the code came to. */
  readonly redirectUri?: string | undefined;
}

interface Exchanged {
  readonly credentials: ClientCredentials;
  readonly dataCenter: DataCenter;
  readonly portal: string | undefined;
  readonly tokens: TokenGrant & { readonly refreshToken: string };
  readonly askedAtMs: number;
}

/** Set-up: turns a grant token into a stored connection. The exchange itself proves the client's id and secret. */
@Injectable()
export class GrantExchange {
  private readonly logger = new Logger(GrantExchange.name);
  private readonly attempts: AttemptGuard;

  constructor(
    private readonly connections: ConnectionRepository,
    private readonly accounts: ZohoAccountsClient,
    private readonly secrets: ConnectionSecrets,
    private readonly hasher: CredentialHasher,
    private readonly meter: GrantMeter,
    private readonly events: ServerEvents,
    private readonly clock: Clock,
  ) {
    this.attempts = new AttemptGuard(clock);
  }

  /**
   * Exchanges and stores; returns the row's id. The last of several set-ups for one client wins.
   * @throws AppError of token.errors.ts; ZohoThrottledError, ZohoUnavailableError
   */
  async exchange(
    credentials: ClientCredentials,
    { code, dataCenter, portal, redirectUri }: GrantToken,
  ): Promise<string> {
    // Read before the code is spent: a database that is down must not cost a person their grant token.
    const present = await this.connections.findByClientId(credentials.clientId);
    const succeeded = this.countAttempt(present, credentials);
    const askedAtMs = this.clock.nowMs();
    const verdict = await this.accounts.authorizationCodeGrant(dataCenter, { ...credentials, code, redirectUri });
    if (verdict.kind !== 'ok') throw exchangeError(verdict, { dataCenter, home: this.homeOf(present, credentials) });
    succeeded();

    const { refreshToken } = verdict.grant;
    if (refreshToken === undefined) throw new RefreshTokenMissingError();
    return this.store({ credentials, dataCenter, portal, askedAtMs, tokens: { ...verdict.grant, refreshToken } });
  }

  /** @throws TooManyAttemptsError */
  private countAttempt(row: OAuthToken | null, credentials: ClientCredentials): () => void {
    return this.hasher.matches(row?.credentialVerifier, credentials)
      ? this.attempts.proved(this.hasher.verifier(credentials).toString('base64'))
      : this.attempts.unproved(this.hasher.lookup(credentials.clientId).toString('base64'));
  }

  /** The data center a client is known to live in, told to nobody but the client itself. */
  private homeOf(row: OAuthToken | null, credentials: ClientCredentials): DataCenter | undefined {
    return row && this.hasher.matches(row.credentialVerifier, credentials) ? row.dataCenter : undefined;
  }

  private async store(exchanged: Exchanged): Promise<string> {
    for (let writes = 0; writes < MOST_WRITES; writes += 1) {
      const row = await this.connections.findByClientId(exchanged.credentials.clientId);
      const connection = this.connectionFrom(exchanged, row);
      const stored = row
        ? await this.connections.replace(connection, row.tokenVersion)
        : await this.connections.insert(connection);
      if (!stored) continue;

      await this.meter.startOver(connection.id);
      this.events.emit({
        type: 'connection_set_up',
        connectionId: connection.id,
        dataCenter: exchanged.dataCenter,
        replaced: row !== null,
      });
      if (row) await this.revokeReplaced(row, exchanged.tokens.refreshToken);
      return connection.id;
    }
    throw new ZohoUnavailableError({ reason: 'refresh_overtaken', retryAfterSeconds: 1 });
  }

  private connectionFrom(
    { credentials, dataCenter, portal, tokens, askedAtMs }: Exchanged,
    row: OAuthToken | null,
  ): NewConnection {
    const id = row?.id ?? randomUUID();
    const refreshJitterSeconds = drawJitterSeconds(Math.random());
    const sameHome = row?.dataCenter === dataCenter;
    return {
      id,
      clientIdHash: this.hasher.lookup(credentials.clientId),
      credentialVerifier: this.hasher.verifier(credentials),
      ...this.secrets.sealCredentials(id, credentials),
      ...this.secrets.sealRefreshToken(id, tokens.refreshToken),
      ...this.secrets.sealAccessToken(id, tokens.accessToken),
      dataCenter,
      portal: portal ?? (sameHome ? row.portal : null),
      scopes: [...(tokens.scopes ?? [])],
      refreshJitterSeconds,
      lastUsedAt: new Date(askedAtMs),
      ...timesOf(askedAtMs, tokens.lifetimeSeconds, refreshJitterSeconds),
    };
  }

  /** Best effort: a person has twenty refresh tokens at Zoho, and the next one evicts the oldest, whoever uses it. */
  private async revokeReplaced(row: OAuthToken, refreshToken: string): Promise<void> {
    const replaced = this.secrets.tryOpenRefreshToken(row);
    if (replaced === undefined || replaced === refreshToken) return;
    const revoked = await this.accounts.revoke(row.dataCenter, replaced);
    this.logger.log({
      event: 'replaced_grant_revoked',
      connectionId: row.id,
      outcome: revoked ? 'revoked' : 'not revoked',
    });
  }
}
