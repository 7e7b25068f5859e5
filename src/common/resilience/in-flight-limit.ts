import { AppError } from '../errors/app.error.js';
import type { ServerEvents } from '../events/server-events.js';

/** This replica has as many calls under way as it takes. */
export class ServerBusyError extends AppError {
  readonly code = 'SERVER_BUSY';
  readonly retryable = true;
  readonly httpStatus = 503;
  readonly resolution = 'Wait and repeat the call. Nothing was done, so repeating it is safe.';

  constructor() {
    super('This server has as many calls under way as it takes.', { retryAfterSeconds: 2 });
  }
}

/** Bounds what is under way at one time. What comes beyond is refused at once: waiting would only make it late. */
export class InFlightLimit {
  private inFlight = 0;

  constructor(
    private readonly most: number,
    private readonly events: Pick<ServerEvents, 'emit'>,
  ) {}

  /** Returns the way out, which may be called more than once. @throws ServerBusyError */
  enter(): () => void {
    if (this.inFlight >= this.most) {
      this.events.emit({ type: 'call_shed', reason: 'server' });
      throw new ServerBusyError();
    }
    this.inFlight += 1;
    let inside = true;
    return () => {
      if (inside) this.inFlight -= 1;
      inside = false;
    };
  }
}

/** What one replica has under way over all callers and transports: `SDP_MAX_CALLS`. */
export class ReplicaLoad extends InFlightLimit {}
