import { Injectable } from '@nestjs/common';
import type { SdpApi } from './sdp-api.js';
import type { SdpConnection } from './sdp-connection.js';

/** Length of one tool call, in ms: its deadline, counted from `for`. */
export const CALL_DEADLINE_MS = 45_000;

/** Makes the API of one call. */
@Injectable()
export class SdpApiFactory {
  /** @param call its signal fires when the caller went away: reads stop at once, a write that was sent is finished */
  for(connection: SdpConnection, call: { readonly signal: AbortSignal }): SdpApi {
    throw new Error(`not written: ${connection.connectionId} ${String(call.signal.aborted)}`);
  }
}
