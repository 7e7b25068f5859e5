import type { EventEmitter } from 'node:events';
import Opossum from 'opossum';
import { AppError } from '../errors/app.error.js';
import { outcomeCode } from '../errors/outcome-code.js';
import type { Clock } from '../time/clock.js';
import { vendorBehind } from './circuit-name.js';
import { CircuitHistory } from './circuit-history.js';
import type { CircuitEvent, CircuitState } from './circuit-state.js';

/** A circuit is open: the upstream failed too often, and calls are answered without asking it. Passes by itself. */
export class CircuitOpenError extends AppError {
  readonly code = 'CIRCUIT_OPEN';
  readonly retryable = true;
  readonly httpStatus = 503;
  readonly resolution = 'Wait and repeat the call. Nothing was sent, so repeating it is safe.';

  /** @param circuit name of the breaker, for example `sdp-api:us` */
  constructor(
    readonly circuit: string,
    retryAfterSeconds: number,
  ) {
    super(`${vendorBehind(circuit)} failed too often in the last half minute, so it is left alone for a moment.`, {
      retryAfterSeconds,
    });
  }
}

/** When a breaker trips and how long it stays open. */
export interface CircuitSettings {
  /** Length of the rolling window, in buckets of a tenth of it. */
  readonly windowMs: number;
  /** Calls that must be in the window before it can trip. */
  readonly volumeThreshold: number;
  /** Share of failed calls, in percent, above which it trips. */
  readonly errorThresholdPercentage: number;
  /** Time between opening and the one probe. */
  readonly openForMs: number;
  /** Up to this much is added to `openForMs`, so that replicas do not probe at the same instant. */
  readonly openForJitterMs: number;
  /** Safety net above every HTTP time-out used inside: a call that outlives it counts as failed. */
  readonly timeoutMs: number;
}

export interface CircuitCall {
  /** The caller's; when it aborts, `run` rejects with its reason. */
  readonly signal?: AbortSignal;
  /** Does this error show that the upstream is sick? Answers such as 404 or 429 do not, nor does a caller that left. */
  readonly isSick: (error: unknown) => boolean;
  /** A word of ours for what a sick call met, for example `timeout`. */
  readonly sicknessOf?: (error: unknown) => string;
}

const OPEN = { enabled: true, closed: false, open: true, halfOpen: false, warmUp: false, shutdown: false };

export interface CircuitBreakerParts {
  readonly settings: CircuitSettings;
  readonly clock: Clock;
  /** Emits `rotate` ten times a window. */
  readonly rotation: EventEmitter;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  /** Hears of transitions, not of failed trials; must not throw. */
  readonly tell: (circuit: string, to: Exclude<CircuitEvent, 'trial failed'>) => void;
}

/** An answer that is no sign of sickness leaves the circuit as a value, whether it was a result or an error. */
type Outcome = { readonly result: unknown } | { readonly error: unknown };
type Circuit = Opossum<[call: () => Promise<Outcome>], Outcome>;

/**
 * One upstream's breaker: an opossum circuit without its traps.
 *
 * A circuit object is used for one episode only (closed, or open with its probe) and is then replaced:
 * - `close()` of opossum keeps the full window, so one more failure would open it again; a new object starts empty.
 * - Any success closes a half-open circuit, even that of a call which began before it opened. Such a call belongs to
 *   the retired object here and changes nothing.
 */
export class CircuitBreaker {
  private circuit: Circuit;
  private openedAtMs: number | undefined;
  /** When the last wait for a trial began: at the opening, or at the last failed trial. */
  private waitsSinceMs = 0;
  private lastSickness = 'timeout';
  private readonly history: CircuitHistory;
  private readonly openForMs: number;

  constructor(
    readonly name: string,
    private readonly parts: CircuitBreakerParts,
  ) {
    const { settings, clock, random } = parts;
    this.history = new CircuitHistory(clock);
    this.openForMs = settings.openForMs + Math.round(random() * settings.openForJitterMs);
    this.circuit = this.closedCircuit();
  }

  /**
   * Runs the call unless the circuit is open. The signal handed to `call` is the caller's, except for the probe of a
   * half-open circuit: a caller that leaves must not decide about the upstream, so the probe is finished without it.
   * @throws CircuitOpenError without running the call, or whatever the call throws
   */
  async run<T>(
    call: (signal: AbortSignal) => Promise<T>,
    { signal = new AbortController().signal, isSick, sicknessOf = outcomeCode }: CircuitCall,
  ): Promise<T> {
    signal.throwIfAborted();
    const probing = this.circuit.pendingClose;
    const given = probing ? new AbortController().signal : signal;
    const guarded = async (): Promise<Outcome> => {
      try {
        return { result: await call(given) };
      } catch (error) {
        if (isSick(error)) {
          this.lastSickness = sicknessOf(error);
          throw error;
        }
        return { error };
      }
    };
    const outcome = await this.fire(guarded, probing ? signal : undefined);
    if ('error' in outcome) throw outcome.error;
    return outcome.result as T;
  }

  private async fire(call: () => Promise<Outcome>, probeCaller: AbortSignal | undefined): Promise<Outcome> {
    try {
      const outcome = this.circuit.fire(call);
      return await (probeCaller ? untilAborted(outcome, probeCaller) : outcome);
    } catch (error) {
      if (isOpossums(error, 'EOPENBREAKER')) throw new CircuitOpenError(this.name, this.retryAfterSeconds() ?? 1);
      throw error;
    }
  }

  /** What it lets through at this moment: everything, the one call that probes, or nothing. */
  get admits(): 'all' | 'one' | 'none' {
    if (this.circuit.closed) return 'all';
    return this.circuit.pendingClose ? 'one' : 'none';
  }

  state(): CircuitState {
    const { fires, failures, rejects } = this.circuit.stats;
    return {
      name: this.name,
      state: this.circuit.closed ? 'closed' : this.circuit.halfOpen ? 'half-open' : 'open',
      retryAfterSeconds: this.retryAfterSeconds(),
      openedAt: this.openedAtMs === undefined ? null : new Date(this.openedAtMs),
      window: { calls: fires, failures, rejected: rejects },
      history: this.history.all,
    };
  }

  /** Closes it and forgets what was counted. */
  reset(): void {
    this.close('reset', 'an administrator asked for it');
  }

  shutdown(): void {
    this.circuit.shutdown();
  }

  private close(to: 'closed' | 'reset', reason: string): void {
    this.openedAtMs = undefined;
    this.replaceBy(this.closedCircuit());
    this.note(to, reason);
  }

  private note(to: Exclude<CircuitEvent, 'trial failed'>, reason: string): void {
    this.history.add(to, reason);
    this.parts.tell(this.name, to);
  }

  private retryAfterSeconds(): number | undefined {
    if (this.openedAtMs === undefined) return undefined;
    return Math.max(1, Math.ceil((this.waitsSinceMs + this.openForMs - this.parts.clock.nowMs()) / 1000));
  }

  private closedCircuit(): Circuit {
    const circuit = this.newCircuit();
    circuit.once('open', () => {
      const { fires, failures } = circuit.stats;
      this.openedAtMs = this.waitsSinceMs = this.parts.clock.nowMs();
      this.replaceBy(this.openCircuit());
      this.note('opened', `${failures} of ${fires} calls failed, the last one by ${this.lastSickness}`);
    });
    return circuit;
  }

  private openCircuit(): Circuit {
    const circuit = this.newCircuit(true);
    circuit.on('open', () => {
      this.waitsSinceMs = this.parts.clock.nowMs();
      this.history.addFailedTrial(this.lastSickness);
    });
    circuit.once('close', () => this.close('closed', 'the trial call was answered'));
    return circuit;
  }

  private replaceBy(next: Circuit): void {
    const retired = this.circuit;
    this.circuit = next;
    retired.shutdown();
  }

  private newCircuit(open = false): Circuit {
    const { windowMs, volumeThreshold, errorThresholdPercentage, timeoutMs } = this.parts.settings;
    return new Opossum((call: () => Promise<Outcome>) => call(), {
      name: this.name,
      ...(open && { state: OPEN }),
      timeout: timeoutMs,
      resetTimeout: this.openForMs,
      rollingCountTimeout: windowMs,
      rollingCountBuckets: 10,
      volumeThreshold,
      errorThresholdPercentage,
      // Percentiles sort every latency of the window on each failure; snapshots are a timer per breaker.
      rollingPercentilesEnabled: false,
      enableSnapshots: false,
      rotateBucketController: this.parts.rotation,
    });
  }
}

function isOpossums(error: unknown, code: string): boolean {
  return error instanceof Error && Opossum.isOurError(error) && 'code' in error && error.code === code;
}

/** The result, or the abort reason when that comes first; the result is then dropped without an unhandled rejection. */
async function untilAborted<T>(result: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([result, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
