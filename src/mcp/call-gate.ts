import { LRUCache } from 'lru-cache';
import type { ServerEvents } from '../common/events/server-events.js';
import { InFlightLimit } from '../common/resilience/in-flight-limit.js';
import { Lanes } from '../common/resilience/lanes.js';
import { type Caller, callerFingerprint } from '../oauth/caller.js';
import { TooManyCallsError } from './mcp.errors.js';
import type { McpLimits } from './mcp-limits.js';

/** Pairs that are remembered as proved; who is forgotten is a stranger for one more call. */
const MOST_PROVED = 10_000;

export interface CallGateParts {
  /** Shared with the plain HTTP routes. */
  readonly load: Pick<InFlightLimit, 'enter'>;
  readonly events: Pick<ServerEvents, 'emit'>;
  readonly limits: Pick<
    McpLimits,
    'callsPerConnection' | 'waitingPerConnection' | 'longestWaitMs' | 'callsWithoutConnection'
  >;
}

/**
 * Lets tool calls in: so many for the replica, so many for each pair of credentials, and so many that have not proved
 * a connection yet, so that strangers cannot take the places of everybody else. A pair that has proved one before is
 * no stranger, also while it waits for its turn. A pair that is wrong is a pair of its own and takes nothing from the
 * person whose Client ID it names.
 */
export class CallGate {
  private readonly lanes: Lanes;
  private readonly strangers: InFlightLimit;
  /** By fingerprint. It lets nobody in: every call proves its connection anew. */
  private readonly proved = new LRUCache<string, true>({ max: MOST_PROVED });

  constructor(private readonly parts: CallGateParts) {
    const { limits, events } = parts;
    this.strangers = new InFlightLimit(limits.callsWithoutConnection, events);
    this.lanes = new Lanes({ running: limits.callsPerConnection, waiting: limits.waitingPerConnection }, () => {
      events.emit({ type: 'call_shed', reason: 'connection' });
      return new TooManyCallsError();
    });
  }

  /**
   * Runs `work` in its turn; it is told how to say that the caller has proved a connection. A place is free again when
   * the work has ended, whether or not its caller still waits.
   *
   * @throws ServerBusyError, TooManyCallsError
   */
  async run<T>(caller: Caller, signal: AbortSignal, work: (proved: () => void) => Promise<T>): Promise<T> {
    const leave = this.parts.load.enter();
    try {
      const pair = caller.credentials.kind === 'present' ? callerFingerprint(caller) : undefined;
      const leaveStrangers = pair !== undefined && this.proved.get(pair) ? nothing : this.strangers.enter();
      const proved = (): void => {
        leaveStrangers();
        if (pair !== undefined) this.proved.set(pair, true);
      };
      try {
        return await this.inLane(pair, signal, () => work(proved));
      } finally {
        leaveStrangers();
      }
    } finally {
      leave();
    }
  }

  /** Whether a call with these credentials has proved a connection here. @param fingerprint of `callerFingerprint` */
  hasProved(fingerprint: string): boolean {
    return this.proved.has(fingerprint);
  }

  /** Without usable credentials there is no lane: all who lack them look the same, and are answered without a wait. */
  private inLane<T>(pair: string | undefined, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    if (pair === undefined) return work();
    return this.lanes.run(pair, { signal, patienceMs: this.parts.limits.longestWaitMs }, work);
  }
}

const nothing = (): void => undefined;
