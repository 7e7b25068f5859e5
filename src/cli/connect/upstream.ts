import type { JSONRPCMessage, RequestId } from '@modelcontextprotocol/client';

export interface SendOptions {
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Called when the way of the answer has ended, whether or not the answer came. */
  readonly onEnd: () => void;
}

/** The server as the bridge sees it: messages go in, and what comes back arrives in `UpstreamEvents`. */
export interface Upstream {
  /** Whether an aborted signal is enough to cancel a request; otherwise the client's own notice is passed on. */
  readonly cancelsByAbort: boolean;

  /** @throws what kept the message from being delivered; see `explainFailure` */
  send(message: JSONRPCMessage, options?: SendOptions): Promise<void>;

  close(): Promise<void>;
}

export interface UpstreamEvents {
  onMessage(message: JSONRPCMessage): void;
  /** The answers to these requests will not come. */
  onLost(requests: readonly RequestId[]): void;
}

export interface UpstreamTarget {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}
