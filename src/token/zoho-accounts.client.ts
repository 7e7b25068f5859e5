import { type Dispatcher, request } from 'undici';
import { type CircuitBreaker, CircuitOpenError } from '../common/resilience/circuit-breaker.js';
import { circuitName } from '../common/resilience/circuit-name.js';
import { outgoingAgent } from '../common/network/outgoing-agent.js';
import { wasUnsent } from '../common/network/was-unsent.js';
import type { CircuitBreakers } from '../common/resilience/circuit-breakers.js';
import type { DataCenter } from '../common/data-center.js';
import type { AppConfig } from '../config/app-config.js';
import type { ClientCredentials } from './credentials.js';
import { type GrantVerdict, judgeGrant, type TokenEndpointAnswer, type TransientVerdict } from './grant-verdict.js';

/** Shorter than the lease on a row (30 s), so that no answer is waited for when the lease has run out. */
const LONGEST_CALL_MS = 10_000;
const LARGEST_ANSWER_BYTES = 65_536;
/** To one accounts server: the job's refreshes, and room for callers who wait. */
const MOST_CONNECTIONS = 288;

const TOKEN_PATH = '/oauth/v2/token';
/** zoho.com/accounts "Revoke refresh token". */
const REVOKE_PATH = '/oauth/v2/token/revoke';

/** Words of a passing verdict that show the server sick, for the circuit breaker. */
const SICK = new Set<TransientVerdict['code']>([
  'timeout',
  'network',
  'unreachable',
  'server_error',
  'unreadable_answer',
]);

/**
 * Zoho's token endpoints, one per data center. Every call answers with a verdict and throws nothing that depends on
 * Zoho. Parameters go in the form body: in the query string, as Zoho's samples have them, they would be logged on
 * the way. Redirects are not followed, since a 307 would carry the client secret to another host.
 */
export class ZohoAccountsClient {
  private readonly agent: Dispatcher;

  constructor(
    private readonly config: Pick<AppConfig, 'dataCenters'> & Partial<Pick<AppConfig, 'proxy'>>,
    private readonly breakers: CircuitBreakers,
    private readonly longestCallMs = LONGEST_CALL_MS,
  ) {
    const options = { connectMs: 5_000, connections: MOST_CONNECTIONS, maxResponseSize: LARGEST_ANSWER_BYTES };
    this.agent = outgoingAgent(options, config.proxy);
  }

  /** RFC 6749 section 4.1.3. Zoho wants `redirect_uri` from server-based clients only. */
  authorizationCodeGrant(
    dataCenter: DataCenter,
    {
      clientId,
      clientSecret,
      code,
      redirectUri,
    }: ClientCredentials & { code: string; redirectUri?: string | undefined },
  ): Promise<GrantVerdict> {
    return this.grant(dataCenter, {
      grant_type: 'authorization_code',
      client_id: clientId,
      client_secret: clientSecret,
      code,
      ...(redirectUri === undefined ? {} : { redirect_uri: redirectUri }),
    });
  }

  /** RFC 6749 section 6. The answer has no refresh token; the old one stays good. */
  refreshTokenGrant(
    dataCenter: DataCenter,
    { clientId, clientSecret, refreshToken }: ClientCredentials & { refreshToken: string },
  ): Promise<GrantVerdict> {
    return this.grant(dataCenter, {
      grant_type: 'refresh_token',
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken,
    });
  }

  /** Revokes a refresh token and, with it, its access tokens. False when Zoho did not confirm it. */
  async revoke(dataCenter: DataCenter, token: string): Promise<boolean> {
    const url = this.url(dataCenter, REVOKE_PATH);
    if (!url) return false;
    try {
      const { status } = await this.send(url, { token });
      return status >= 200 && status < 300;
    } catch {
      return false;
    }
  }

  /** What would reach the server at present: everything, one request that decides for the others, or nothing. */
  admits(dataCenter: DataCenter): CircuitBreaker['admits'] {
    return this.breakers.get(circuitName('zoho-accounts', dataCenter)).admits;
  }

  async close(): Promise<void> {
    await this.agent.close();
  }

  private async grant(dataCenter: DataCenter, form: Record<string, string>): Promise<GrantVerdict> {
    const url = this.url(dataCenter, TOKEN_PATH);
    if (!url) return { kind: 'configuration', code: 'data_center_unknown' };
    const ask = async (): Promise<GrantVerdict> => {
      const verdict = await this.send(url, form).then(judgeGrant, verdictOfSilence);
      if (verdict.kind === 'transient' && SICK.has(verdict.code)) throw new SickAnswer(verdict);
      return verdict;
    };
    try {
      return await this.breakers.get(circuitName('zoho-accounts', dataCenter)).run(ask, {
        isSick: () => true,
        sicknessOf: (error) => (error instanceof SickAnswer ? error.verdict.code : 'timeout'),
      });
    } catch (error) {
      if (error instanceof SickAnswer) return error.verdict;
      if (!(error instanceof CircuitOpenError)) throw error;
      const { retryAfterSeconds } = error;
      return {
        kind: 'transient',
        code: 'circuit_open',
        mayHaveIssued: false,
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      };
    }
  }

  private async send(url: string, form: Record<string, string>): Promise<TokenEndpointAnswer> {
    const { statusCode, headers, body } = await request(url, {
      dispatcher: this.agent,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams(form).toString(),
      signal: AbortSignal.timeout(this.longestCallMs),
    });
    const contentType = headers['content-type'];
    return {
      status: statusCode,
      contentType: typeof contentType === 'string' ? contentType : '',
      body: new Uint8Array(await body.arrayBuffer()),
    };
  }

  private url(dataCenter: DataCenter, path: string): string | undefined {
    const hosts = this.config.dataCenters[dataCenter];
    return hosts && hosts.accountsUrl + path;
  }
}

/** Carries a verdict through the circuit breaker, which counts what is thrown. */
class SickAnswer extends Error {
  constructor(readonly verdict: TransientVerdict) {
    super(verdict.code);
  }
}

/** No answer, or one that broke off. */
function verdictOfSilence(error: unknown): TransientVerdict {
  const { name, code } = error as { name?: string; code?: string };
  if (wasUnsent(error)) return { kind: 'transient', code: 'unreachable', mayHaveIssued: false };
  if (name === 'TimeoutError') return { kind: 'transient', code: 'timeout', mayHaveIssued: true };
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') {
    return { kind: 'transient', code: 'unreadable_answer', mayHaveIssued: true };
  }
  return { kind: 'transient', code: 'network', mayHaveIssued: true };
}
