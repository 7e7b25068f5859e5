import type { SdpApi } from '../sdp-api/sdp-api.js';
import type { WriteResult } from './write-result.js';

/** What a deferred write is carried out with. */
export interface DeferrableContext {
  readonly sdp: SdpApi;
  /** When it was deferred: "tomorrow" in its arguments is the day after that. */
  readonly deferredAt: Date;
  /** Fires when this process stops. */
  readonly signal: AbortSignal;
}

/** A kind of write that may wait. */
export interface Deferrable {
  /** The tool that defers it. */
  readonly tool: string;
  /** @param args what the tool was called with @throws AppError */
  send(args: unknown, context: DeferrableContext): Promise<WriteResult>;
  /** Looks for its effect; undefined when it is not there. @param sentAt time of the first sending */
  find(args: unknown, context: DeferrableContext, sentAt: Date): Promise<WriteResult | undefined>;
}
