import { LRUCache } from 'lru-cache';
import type { DataCenter, DataCenterHosts } from '../../common/data-center.js';
import { outcomeCode } from '../../common/errors/outcome-code.js';
import type { ServerEvents } from '../../common/events/server-events.js';
import type { ProxyConfig } from '../../common/network/outgoing-agent.js';
import { circuitName } from '../../common/resilience/circuit-name.js';
import type { CircuitBreakers } from '../../common/resilience/circuit-breakers.js';
import { Lanes } from '../../common/resilience/lanes.js';
import { RetryBudget } from '../../common/resilience/retry-budget.js';
import { retryDelayMs } from '../../common/resilience/retry-delay.js';
import type { Clock } from '../../common/time/clock.js';
import { inSpan } from '../../common/tracing.js';
import type { AccessToken, AccessTokenSource } from '../access-token-source.js';
import { SdpRateLimitedError, SdpUnavailableError } from '../sdp-api.errors.js';
import { readAnswer, toRequest } from './attempt.js';
import type { CallContext, Pause } from './call-context.js';
import { CoolDowns } from './cool-downs.js';
import { TokenRefusedError } from './failure.js';
import { finalError } from './final-error.js';
import type { Operation } from './operation.js';
import { routeOf } from './sdp-url.js';
import { SickUpstreamError } from './sick-upstream.error.js';
import { Transport, type TransportOptions } from './transport.js';

/** Limits of one exchange with SDP; times in ms. */
export interface SdpLimits extends TransportOptions {
  /** One attempt, from the connection to the last byte. */
  readonly attemptMs: number;
  /** Repeats of a read, or of a write that was never sent. */
  readonly retries: number;
  /** Exchanges of one connection at a time. */
  readonly concurrency: number;
  /** Exchanges of one connection that wait for their turn; more than the calls it may have under way ever need. */
  readonly waiting: number;
}

const DEFAULT_LIMITS: SdpLimits = {
  connectMs: 3_000,
  attemptMs: 15_000,
  maxBodyBytes: 8 * 1024 * 1024,
  retries: 2,
  concurrency: 8,
  waiting: 200,
};

export interface SdpHttpDependencies {
  readonly tokens: AccessTokenSource;
  readonly breakers: CircuitBreakers;
  readonly clock: Clock;
  readonly events: Pick<ServerEvents, 'emit'>;
  readonly dataCenters: Readonly<Partial<Record<DataCenter, DataCenterHosts>>>;
  readonly pause: Pause;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  readonly limits?: Partial<SdpLimits>;
  /** undefined: servers are asked directly. */
  readonly proxy?: ProxyConfig | undefined;
}

const TOO_MANY = 'Too many calls of this connection are under way, and there was no time or place left for this one.';

/** How long a page instead of a 401 envelope is taken to mean "no such path" rather than "token expired", in ms. */
const PAGE_MEMORY_MS = 60 * 60_000;

/**
 * The one way to SDP: token, circuit, deadline, limits, retries, and the judging of answers, in this order. The policy
 * and its reasons are ADR 0005.
 */
export class SdpHttp {
  private readonly transport: Transport;
  private readonly limits: SdpLimits;
  private readonly lanes: Lanes;
  private readonly coolDowns: CoolDowns;
  private readonly budgets = new Map<DataCenter, RetryBudget>();
  /** Routes that answered a page under 401 to a fresh token as well: a token is not renewed for them again. */
  private readonly pages: LRUCache<string, number>;

  constructor(private readonly dependencies: SdpHttpDependencies) {
    const { clock, pause, limits } = dependencies;
    this.limits = { ...DEFAULT_LIMITS, ...limits };
    this.transport = new Transport({ ...this.limits, proxy: dependencies.proxy });
    const { concurrency: running, waiting } = this.limits;
    this.lanes = new Lanes({ running, waiting }, () => new SdpUnavailableError(TOO_MANY));
    this.coolDowns = new CoolDowns(clock, pause);
    this.pages = new LRUCache({ max: 10_000 });
  }

  /** @throws SdpApiError and its family, CircuitOpenError, or what the token source throws */
  send<T>(operation: Operation<T>, call: CallContext): Promise<T> {
    const { dataCenter } = call.connection;
    const path = routeOf(operation.path);
    const attributes = { 'url.template': path, 'sdp_mcp.data_center': dataCenter };
    return inSpan(`${operation.method} ${path}`, { kind: 'client', attributes }, () => this.sendNow(operation, call));
  }

  private async sendNow<T>(operation: Operation<T>, call: CallContext): Promise<T> {
    try {
      const patienceMs = call.deadlineMs - this.dependencies.clock.nowMs();
      const { connection, signal } = call;
      return await this.lanes.run(connection.connectionId, { signal, patienceMs }, () => this.persist(operation, call));
    } catch (error) {
      throw finalError(error, operation, call, new URL(this.baseUrl(call)).host);
    }
  }

  /** Address of the SDP of a call's data center, without a trailing slash. */
  baseUrl({ connection }: Pick<CallContext, 'connection'>): string {
    const hosts = this.dependencies.dataCenters[connection.dataCenter];
    if (!hosts)
      throw new SdpUnavailableError(`No SDP host is configured for the data center ${connection.dataCenter}.`);
    return hosts.sdpUrl;
  }

  /** A connection has new tokens: forgets the limits and refusals that the old ones ran into. */
  forget(connectionId: string): void {
    this.coolDowns.end(connectionId);
    for (const key of [...this.pages.keys()]) if (key.startsWith(`${connectionId} `)) this.pages.delete(key);
  }

  /** Lets running exchanges end. */
  close(): Promise<void> {
    return this.transport.close();
  }

  /** Attempts until one succeeds or no further one is allowed. */
  private async persist<T>(operation: Operation<T>, call: CallContext): Promise<T> {
    this.budget(call).earn();
    for (let repeats = 0; ; repeats += 1) {
      await this.coolDowns.pass(call.connection.connectionId, call);
      try {
        return await this.attempt(operation, call);
      } catch (error) {
        if (error instanceof SdpRateLimitedError) {
          this.coolDowns.start(call.connection.connectionId, error.retryAfterSeconds ?? 1);
        }
        const waitMs =
          repeats < this.limits.retries ? this.waitBeforeRetry(error, operation, call, repeats) : undefined;
        if (waitMs === undefined) throw error;
        await this.dependencies.pause(waitMs, call.signal);
      }
    }
  }

  /** Undefined: it must not be repeated. A write is repeated only when it was not sent, or refused by 401 or 429. */
  private waitBeforeRetry(
    error: unknown,
    { method }: Pick<Operation<unknown>, 'method'>,
    call: CallContext,
    repeats: number,
  ): number | undefined {
    const { clock, random } = this.dependencies;
    // The cool-down does the waiting, or answers at once when it is too long.
    if (error instanceof SdpRateLimitedError) return 0;
    if (!(error instanceof SickUpstreamError) || (method !== 'GET' && error.maybeDone)) return undefined;
    // What cannot be read by our schema cannot be read the next time either.
    if (error.sickness === 'unreadable' && !error.counts) return undefined;
    const waitMs = Math.max(error.retryAfterMs ?? 0, retryDelayMs(repeats, random));
    if (clock.nowMs() + waitMs >= call.deadlineMs) return undefined;
    return this.budget(call).spend() ? waitMs : undefined;
  }

  /** One exchange; a second one with a new token when SDP refuses the first one's. */
  private async attempt<T>(operation: Operation<T>, call: CallContext): Promise<T> {
    const { tokens } = this.dependencies;
    const { connectionId } = call.connection;
    const token = await tokens.getAccessToken(connectionId);
    try {
      return await this.exchange(operation, call, token);
    } catch (error) {
      if (!(error instanceof TokenRefusedError) || !this.mayRenew(error, operation, call)) throw error;
      const renewed = await tokens.renewAccessToken(connectionId, token);
      if (renewed.version === token.version) throw error;
      return await this.exchange(operation, call, renewed).catch((second: unknown) => {
        if (second instanceof TokenRefusedError && second.page) this.rememberPage(operation, call);
        throw second;
      });
    }
  }

  private async exchange<T>(operation: Operation<T>, call: CallContext, token: AccessToken): Promise<T> {
    const { breakers, clock, tokens } = this.dependencies;
    const { connection } = call;
    call.signal.throwIfAborted();
    const remainingMs = call.deadlineMs - clock.nowMs();
    if (remainingMs <= 0) throw new SdpUnavailableError('The time for this call is used up.');
    const ms = Math.min(this.limits.attemptMs, remainingMs);
    // A time-out says something about SDP only when SDP was given a fair share of an attempt.
    const limit = { ms, counts: ms >= this.limits.attemptMs / 3 };

    const request = toRequest(operation, { ...connection, baseUrl: this.baseUrl(call), accessToken: token.value });
    const result = await breakers
      .get(circuitName('sdp-api', connection.dataCenter))
      .run(
        (signal) =>
          this.told(operation, call, async () =>
            readAnswer(await this.transport.exchange(request, { signal, limit }), operation, connection),
          ),
        {
          isSick: (error) => error instanceof SickUpstreamError && error.counts,
          sicknessOf: (error) => (error as SickUpstreamError).sickness,
          // A write that was sent is awaited to its end, whether or not its caller still listens.
          ...(operation.method === 'GET' ? { signal: call.signal } : {}),
        },
      );
    tokens.recordApiSuccess(connection.connectionId);
    return result;
  }

  /** Tells of every exchange that was begun; a call that an open circuit turned away is none. */
  private async told<T>(operation: Operation<T>, call: CallContext, exchange: () => Promise<T>): Promise<T> {
    const { clock, events } = this.dependencies;
    const { dataCenter } = call.connection;
    const startedMs = clock.nowMs();
    const tell = (outcome: string): void =>
      events.emit({
        type: 'sdp_answered',
        dataCenter,
        method: operation.method,
        outcome,
        durationMs: clock.nowMs() - startedMs,
      });
    try {
      const result = await exchange();
      tell('ok');
      return result;
    } catch (error) {
      tell(outcomeCode(finalError(error, operation, call, '')));
      throw error;
    }
  }

  private mayRenew({ page }: TokenRefusedError, operation: Operation<unknown>, call: CallContext): boolean {
    if (operation.renewsToken === false) return false;
    return !page || (this.pages.get(pageKey(operation, call)) ?? 0) <= this.dependencies.clock.nowMs();
  }

  private rememberPage(operation: Operation<unknown>, call: CallContext): void {
    this.pages.set(pageKey(operation, call), this.dependencies.clock.nowMs() + PAGE_MEMORY_MS);
  }

  private budget({ connection: { dataCenter } }: CallContext): RetryBudget {
    const present = this.budgets.get(dataCenter) ?? new RetryBudget(this.dependencies.clock);
    this.budgets.set(dataCenter, present);
    return present;
  }
}

function pageKey({ path }: Pick<Operation<unknown>, 'path'>, { connection }: CallContext): string {
  return [connection.connectionId, connection.portal, routeOf(path)].join(' ');
}
