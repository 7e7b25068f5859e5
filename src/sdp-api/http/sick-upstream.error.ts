/**
 * What went wrong with one attempt, when it is SDP or the way to it that is sick. Stays inside `http/`: what leaves is
 * an SdpApiError.
 *
 * `unreachable`: no connection, so nothing was sent. `timeout`: no complete answer in time. `broken`: the connection
 * ended early. `unreadable`: the answer is no JSON. `failing`: a 5xx.
 */
export type Sickness = 'unreachable' | 'timeout' | 'broken' | 'unreadable' | 'failing';

export class SickUpstreamError extends Error {
  /** Does it count against the circuit? A time-out cut short by the call's own deadline does not. */
  readonly counts: boolean;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(
    readonly sickness: Sickness,
    options: ErrorOptions & { counts?: boolean; status?: number; retryAfterMs?: number } = {},
  ) {
    super(sickness, options);
    this.name = new.target.name;
    this.counts = options.counts ?? true;
    this.status = options.status;
    this.retryAfterMs = options.retryAfterMs;
  }

  /** May the request have reached SDP? */
  get maybeDone(): boolean {
    return this.sickness !== 'unreachable';
  }
}
