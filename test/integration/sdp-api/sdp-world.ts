import type { ServerEvent } from '../../../src/common/events/server-event.js';
import { CircuitBreakers } from '../../../src/common/resilience/circuit-breakers.js';
import type { CircuitSettings } from '../../../src/common/resilience/circuit-breaker.js';
import { DEFAULT_SCOPES, OPTIONAL_SCOPES } from '../../../src/config/default-scopes.js';
import { DATA_CENTER_HOSTS } from '../../../src/common/data-center.js';
import { type AccessToken, AccessTokenSource } from '../../../src/sdp-api/access-token-source.js';
import { SdpHttp, type SdpLimits } from '../../../src/sdp-api/http/sdp-http.js';
import { SdpApiFactory } from '../../../src/sdp-api/sdp-api.factory.js';
import type { SdpApi } from '../../../src/sdp-api/sdp-api.js';
import type { SdpConnection } from '../../../src/sdp-api/sdp-connection.js';
import type { Fault } from '../../simulators/common/faults.js';
import { SdpSimulator, type SdpSimulatorOptions } from '../../simulators/sdp/sdp.simulator.js';
import { FakeClock } from '../../support/fake-clock.js';

export const ALL_SCOPES: readonly string[] = [...DEFAULT_SCOPES, ...OPTIONAL_SCOPES];

/** Tokens by the book: one living token a connection, a new one on request. */
class FakeTokens extends AccessTokenSource {
  /** Every renewal that was asked for, by connection. */
  readonly renewals: string[] = [];
  readonly successes: string[] = [];
  /** Tokens SDP no longer takes. */
  readonly dead = new Set<string>();
  /** False: asked for a successor, it gives the same token again. */
  renews = true;
  /** Thrown instead of a token. */
  failsWith: Error | undefined;
  private readonly versions = new Map<string, number>();

  reset(): void {
    this.renewals.length = 0;
    this.successes.length = 0;
    this.dead.clear();
    this.versions.clear();
    this.renews = true;
    this.failsWith = undefined;
  }

  async getAccessToken(connectionId: string): Promise<AccessToken> {
    if (this.failsWith) throw this.failsWith;
    const version = this.versions.get(connectionId) ?? 1;
    return { value: `${connectionId}-${version}`, version };
  }

  async renewAccessToken(connectionId: string, rejected: AccessToken): Promise<AccessToken> {
    this.renewals.push(connectionId);
    if (this.renews) this.versions.set(connectionId, rejected.version + 1);
    return this.getAccessToken(connectionId);
  }

  recordApiSuccess(connectionId: string): void {
    this.successes.push(connectionId);
  }
}

export interface WorldOptions extends Partial<Omit<SdpSimulatorOptions, 'introspect'>> {
  readonly limits?: Partial<SdpLimits>;
  readonly circuit?: Partial<CircuitSettings>;
  /** Instead of the simulator's own address. */
  readonly sdpUrl?: string;
}

/** The SDP API over real HTTP to a simulator, on a clock that stands still; waiting moves the clock. */
export class SdpWorld {
  readonly tokens = new FakeTokens();
  /** Every wait, in ms. */
  readonly pauses: number[] = [];
  /** What `send` told, in order. */
  readonly events: ServerEvent[] = [];
  /** Scopes of every token. */
  scopes: readonly string[] = ALL_SCOPES;
  /** Whom a connection's token speaks for. */
  readonly users = new Map<string, string>([['dana', 'dana.reyes@example.com']]);
  sdp: SdpSimulator;
  breakers: CircuitBreakers;
  factory: SdpApiFactory;
  http: SdpHttp;

  private constructor(
    readonly clock: FakeClock,
    private readonly options: Pick<WorldOptions, 'limits' | 'circuit' | 'sdpUrl'>,
  ) {}

  static async start({ limits, circuit, sdpUrl, ...options }: WorldOptions = {}): Promise<SdpWorld> {
    const world = new SdpWorld(new FakeClock(), {
      ...(limits && { limits }),
      ...(circuit && { circuit }),
      ...(sdpUrl !== undefined && { sdpUrl }),
    });
    const { clock, tokens } = world;
    world.sdp = await SdpSimulator.start({
      clock,
      ...options,
      introspect: (token) => {
        const user = world.users.get(token.replace(/-\d+$/, ''));
        return user === undefined || tokens.dead.has(token) ? undefined : { user, scopes: world.scopes };
      },
    });
    world.open();
    return world;
  }

  /** Forgets everything our side learned, and what went wrong on SDP's; the portal's data stay. */
  async renew(): Promise<void> {
    await this.shut();
    this.sdp.faults.clear();
    this.tokens.reset();
    this.scopes = ALL_SCOPES;
    this.sdp.journal.length = 0;
    this.pauses.length = 0;
    this.events.length = 0;
    this.open();
  }

  async close(): Promise<void> {
    await this.sdp.close();
    await this.shut();
  }

  /** One call of a connection; `dana` is a technician of the seed. */
  api(
    connection: Partial<SdpConnection> = {},
    { signal = new AbortController().signal }: { signal?: AbortSignal } = {},
  ): SdpApi {
    const whole = { connectionId: 'dana', dataCenter: 'us', portal: this.sdp.portal, scopes: this.scopes } as const;
    return this.factory.for({ ...whole, ...connection }, { signal });
  }

  /** Lets every call that `hits` accepts meet the fault, `count` times. Gives the paths of those calls. */
  spoil(fault: Fault, count = Infinity, hits: (seen: { method: string; path: string }) => boolean = () => true) {
    const seen: string[] = [];
    this.sdp.faults.untilCleared(fault, (request) => {
      if (!hits(request) || seen.length >= count) return false;
      seen.push(`${request.method} ${request.path.replace(/^.*\/api\/v3/, '')}`);
      return true;
    });
    return seen;
  }

  /** Operations that arrived and were answered, in order. */
  operations(): (string | undefined)[] {
    return this.sdp.journal.map(({ operation }) => operation);
  }

  private open(): void {
    const { clock, tokens } = this;
    const { limits, circuit, sdpUrl } = this.options;
    this.breakers = new CircuitBreakers(clock, circuit, () => 0);
    this.http = new SdpHttp({
      tokens,
      breakers: this.breakers,
      clock,
      events: { emit: (event) => void this.events.push(event) },
      dataCenters: { us: { ...DATA_CENTER_HOSTS.us, sdpUrl: sdpUrl ?? this.sdp.url } },
      random: () => 1,
      pause: async (ms, signal) => {
        signal.throwIfAborted();
        this.pauses.push(ms);
        clock.advance(ms);
      },
      ...(limits && { limits }),
    });
    this.factory = new SdpApiFactory(this.http, clock);
  }

  private async shut(): Promise<void> {
    this.breakers.shutdown();
    await this.http.close();
  }
}
