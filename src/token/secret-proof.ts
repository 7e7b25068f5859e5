import { setTimeout as wait } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { currentAddress } from '../common/logging/request-context.js';
import type { ServerEvents } from '../common/events/server-events.js';
import { addressKey } from '../common/text/address-key.js';
import { SingleFlight } from '../common/resilience/single-flight.js';
import type { Clock } from '../common/time/clock.js';
import { AttemptGuard } from './attempt-guard.js';
import { AttemptLimiter } from '../common/resilience/attempt-limiter.js';
import type { ConnectionRepository } from './connection.repository.js';
import type { ConnectionSecrets } from './connection-secrets.js';
import type { CredentialHasher } from './credential-hasher.js';
import type { ClientCredentials } from './credentials.js';
import type { PermanentCode } from './grant-verdict.js';
import type { LeasedAnswer, LeasedGrant } from './leased-grant.js';
import type { OAuthToken } from './oauth-token.entity.js';
import { errorOf, isThrottled } from './refresh-failure.js';
import type { RefreshLease, RefreshLeases } from './refresh-leases.js';
import { timesOf } from './refresh-schedule.js';
import { ZohoThrottledError, ZohoUnavailableError } from './refresh.errors.js';
import type { TokenGrant } from './token-answer.schema.js';
import { type ClientRejection, ClientRejectedError, TooManyAttemptsError } from './token.errors.js';

/** For one connection over all addresses but its familiar ones: each is an ask at Zoho that the connection itself may need. */
const MISSES = { attempts: 8, windowMs: 60_000 };
const REMEMBER_REFUSED_MS = 600_000;
const MOST_REFUSED = 10_000;
/** Addresses from which connections were opened, all together. */
const MOST_FAMILIAR = 50_000;
const POLL_MS = 200;
const MOST_POLLS = 40;
const THROTTLED_SECONDS = 600;

/** Zoho's words for a client that changed, after which the stored refresh token may still be good. */
const ABOUT_THE_CLIENT = new Set<string | null>(['invalid_client', 'invalid_client_secret', 'unauthorized_client']);

const REJECTIONS: Readonly<Record<PermanentCode, ClientRejection>> = {
  invalid_client: 'secret_refused',
  invalid_client_secret: 'secret_refused',
  invalid_code: 'secret_unproved',
  invalid_grant: 'secret_unproved',
  unauthorized_client: 'grant_refused',
};

/**
 * Decides about a secret that differs from the stored one: only Zoho can say whether it was renewed there or is
 * wrong. It is asked with the stored refresh token, once per pair, a few times a minute per client. Nothing but a
 * new access token proves the secret, and a refusal never counts against the connection: anybody may present one.
 */
export class SecretProof {
  private readonly proofs = new SingleFlight<OAuthToken>();
  private readonly limiter: AttemptLimiter;
  private readonly attempts: AttemptGuard;
  private readonly refused: LRUCache<string, ClientRejection>;
  /** Connections and addresses that had the right secret before: strangers elsewhere use up nothing of theirs. */
  private readonly familiar = new LRUCache<string, true>({ max: MOST_FAMILIAR });

  constructor(
    private readonly connections: ConnectionRepository,
    private readonly leases: RefreshLeases,
    private readonly grant: LeasedGrant,
    private readonly secrets: ConnectionSecrets,
    private readonly hasher: CredentialHasher,
    private readonly events: ServerEvents,
    private readonly clock: Clock,
  ) {
    this.limiter = new AttemptLimiter(clock, MISSES);
    this.attempts = new AttemptGuard(clock);
    this.refused = new LRUCache({
      max: MOST_REFUSED,
      ttl: REMEMBER_REFUSED_MS,
      ttlResolution: 0,
      perf: { now: () => clock.nowMs() },
    });
  }

  /** The right secret came from the address of the present request. */
  opened(id: string): void {
    this.familiar.set(fromHere(id), true);
  }

  /**
   * The row, with the presented secret stored in it.
   * @throws ClientRejectedError, TooManyAttemptsError, ZohoThrottledError, ZohoUnavailableError
   */
  async prove(row: OAuthToken, credentials: ClientCredentials): Promise<OAuthToken> {
    const pair = this.hasher.verifier(credentials).toString('base64');
    const refused = this.refused.get(pair);
    if (refused) throw new ClientRejectedError(refused);
    if (row.needsReauth && !ABOUT_THE_CLIENT.has(row.needsReauthReason)) {
      throw new ClientRejectedError('secret_unproved');
    }
    return this.proofs.run(pair, () => this.ask(row, credentials, pair));
  }

  private async ask(row: OAuthToken, credentials: ClientCredentials, pair: string): Promise<OAuthToken> {
    const succeeded = this.attempts.unproved(row.id);
    const retryAfterSeconds = this.familiar.has(fromHere(row.id)) ? undefined : this.limiter.attempt(row.id);
    if (retryAfterSeconds !== undefined) throw new TooManyAttemptsError(retryAfterSeconds);
    if (isThrottled(row, this.clock.nowMs())) throw errorOf(row, this.clock.nowMs());

    const lease = await this.leaseOf(row.id);
    // Set-up with this very secret may have come first.
    const proved = this.hasher.matches(lease.row.credentialVerifier, credentials);
    const answer = proved ? undefined : await this.askUnder(lease, credentials);
    if (!answer || answer.verdict.kind === 'ok') succeeded();
    if (answer?.verdict.kind === 'ok') return this.store(lease, credentials, answer.verdict.grant, answer.askedAtMs);

    await this.leases.release(lease);
    if (!answer) return lease.row;
    const { verdict } = answer;
    switch (verdict.kind) {
      case 'permanent': {
        this.refused.set(pair, REJECTIONS[verdict.code]);
        this.events.emit({ type: 'secret_refused', connectionId: row.id, code: verdict.code });
        throw new ClientRejectedError(REJECTIONS[verdict.code]);
      }
      case 'throttled':
        throw new ZohoThrottledError(THROTTLED_SECONDS);
      case 'configuration':
      case 'transient':
        throw new ZohoUnavailableError({ reason: verdict.code });
    }
  }

  private async askUnder(lease: RefreshLease, credentials: ClientCredentials): Promise<LeasedAnswer> {
    try {
      return await this.grant.ask(lease, credentials, this.secrets.openRefreshToken(lease.row));
    } catch (error) {
      await this.leases.release(lease);
      throw error;
    }
  }

  private async leaseOf(id: string): Promise<RefreshLease> {
    for (let polls = 0; polls < MOST_POLLS; polls += 1) {
      const lease = await this.leases.take(id);
      if (lease) return lease;
      await wait(POLL_MS);
    }
    throw new ZohoUnavailableError({ reason: 'refresh_in_progress', retryAfterSeconds: 2 });
  }

  private async store(
    lease: RefreshLease,
    credentials: ClientCredentials,
    grant: TokenGrant,
    askedAtMs: number,
  ): Promise<OAuthToken> {
    const { id, refreshJitterSeconds } = lease.row;
    const { clientSecretCiphertext } = this.secrets.sealCredentials(id, credentials);
    await this.leases.saveProvenCredentials(lease, {
      clientSecretCiphertext,
      clientIdHash: this.hasher.lookup(credentials.clientId),
      credentialVerifier: this.hasher.verifier(credentials),
      ...this.secrets.sealAccessToken(id, grant.accessToken),
      ...timesOf(askedAtMs, grant.lifetimeSeconds, refreshJitterSeconds),
      ...(grant.refreshToken === undefined ? {} : this.secrets.sealRefreshToken(id, grant.refreshToken)),
    });
    // Set-up that ran meanwhile has the last word: its secret counts, which may or may not be this one.
    const row = await this.connections.findById(id);
    if (row && this.hasher.matches(row.credentialVerifier, credentials)) {
      this.events.emit({ type: 'secret_proved', connectionId: id });
      return row;
    }
    throw new ZohoUnavailableError({ reason: 'refresh_overtaken', retryAfterSeconds: 1 });
  }
}

function fromHere(id: string): string {
  return `${id} ${addressKey(currentAddress())}`;
}
