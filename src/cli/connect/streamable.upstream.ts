import {
  isInitializeRequest,
  isJSONRPCRequest,
  isJSONRPCResultResponse,
  type JSONRPCMessage,
  type RequestId,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import type { SendOptions, Upstream, UpstreamEvents, UpstreamTarget } from './upstream.js';

/**
 * Streamable HTTP, of every revision: each request is a POST of its own, so a server that was restarted is found again
 * by the next one. Headers of revision 2026-07-28 are made by the transport from the message.
 */
export class StreamableUpstream implements Upstream {
  /** The server ends a call whose connection is gone. */
  readonly cancelsByAbort = true;
  private readonly transport: StreamableHTTPClientTransport;
  private readonly started: Promise<void>;
  private handshake: RequestId | undefined;

  constructor(
    { url, headers }: UpstreamTarget,
    private readonly events: UpstreamEvents,
  ) {
    this.transport = new StreamableHTTPClientTransport(url, { requestInit: { headers } });
    this.transport.onmessage = (message) => this.receive(message);
    this.started = this.transport.start();
  }

  async send(message: JSONRPCMessage, options?: SendOptions): Promise<void> {
    await this.started;
    if (isInitializeRequest(message) && isJSONRPCRequest(message)) this.handshake = message.id;
    await this.transport.send(message, {
      ...(options && { requestSignal: options.signal, onRequestStreamEnd: options.onEnd }),
    });
  }

  close(): Promise<void> {
    return this.transport.close();
  }

  /** The revision agreed on goes into a header of every later request. */
  private receive(message: JSONRPCMessage): void {
    if (isJSONRPCResultResponse(message) && message.id === this.handshake) {
      const { protocolVersion } = message.result as { protocolVersion?: unknown };
      if (typeof protocolVersion === 'string') this.transport.setProtocolVersion(protocolVersion);
    }
    this.events.onMessage(message);
  }
}
