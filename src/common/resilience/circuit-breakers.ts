import { EventEmitter } from 'node:events';
import type { Clock } from '../time/clock.js';
import { CircuitBreaker, type CircuitBreakerParts, type CircuitSettings } from './circuit-breaker.js';
import type { CircuitState } from './circuit-state.js';

const DEFAULTS: CircuitSettings = {
  windowMs: 30_000,
  volumeThreshold: 20,
  errorThresholdPercentage: 50,
  openForMs: 15_000,
  openForJitterMs: 3_000,
  timeoutMs: 20_000,
};

/** All breakers of this process, one per upstream role and data center: `sdp-api:us`, `zoho-accounts:us`. */
export class CircuitBreakers {
  private readonly breakers = new Map<string, CircuitBreaker>();
  private readonly rotation = new EventEmitter().setMaxListeners(0);
  private readonly settings: CircuitSettings;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly clock: Clock,
    settings: Partial<CircuitSettings> = {},
    private readonly random: () => number = Math.random,
    private readonly tell: CircuitBreakerParts['tell'] = () => undefined,
  ) {
    this.settings = { ...DEFAULTS, ...settings };
    // One timer moves the windows of all breakers on; opossum's own would be one for each.
    this.timer = setInterval(() => this.rotation.emit('rotate'), this.settings.windowMs / 10).unref();
  }

  /** The breaker of that name, made at its first use. Names come from code, never from a request. */
  get(name: string): CircuitBreaker {
    const present = this.breakers.get(name);
    if (present) return present;
    const { settings, clock, rotation, random, tell } = this;
    const breaker = new CircuitBreaker(name, { settings, clock, rotation, random, tell });
    this.breakers.set(name, breaker);
    return breaker;
  }

  /** States in the order of first use. */
  list(): CircuitState[] {
    return [...this.breakers.values()].map((breaker) => breaker.state());
  }

  /** Closes a breaker with an empty window; false when there is none of that name. */
  reset(name: string): boolean {
    const breaker = this.breakers.get(name);
    breaker?.reset();
    return breaker !== undefined;
  }

  /** Stops the timers. Calls made afterwards are refused by opossum. */
  shutdown(): void {
    clearInterval(this.timer);
    for (const breaker of this.breakers.values()) breaker.shutdown();
  }
}
