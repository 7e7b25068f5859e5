import {
  isInitializeRequest,
  isJSONRPCRequest,
  type JSONRPCMessage,
  type JSONRPCRequest,
  type JSONRPCResponse,
} from '@modelcontextprotocol/client';
import { SseSession } from './sse-session.js';
import type { Upstream, UpstreamEvents, UpstreamTarget } from './upstream.js';

/**
 * HTTP+SSE, for clients of the 2025 era that can ask their person: only there a question of the server finds its way
 * to the client and back. A session that is lost is opened again with the client's own handshake.
 */
export class SseUpstream implements Upstream {
  readonly cancelsByAbort = false;
  private handshake: JSONRPCRequest | undefined;
  private session: Promise<SseSession> | undefined;
  private sessions = 0;

  constructor(
    private readonly target: UpstreamTarget,
    private readonly events: UpstreamEvents,
  ) {}

  async send(message: JSONRPCMessage): Promise<void> {
    if (isJSONRPCRequest(message) && isInitializeRequest(message)) {
      this.handshake = message;
      await this.close();
      this.session = this.open();
    }
    if (isResponse(message)) return this.answer(message);
    this.session ??= this.reopen();
    try {
      await (await this.session).send(message);
    } catch (error) {
      this.session = undefined;
      throw error;
    }
  }

  async close(): Promise<void> {
    const session = await this.session?.catch(() => undefined);
    this.session = undefined;
    await session?.close();
  }

  /** An answer counts for the session that asked; a later one may use the same number for another question. */
  private async answer(message: JSONRPCResponse): Promise<void> {
    const session = await this.session?.catch(() => undefined);
    await session?.answer(message);
  }

  private async open(): Promise<SseSession> {
    const session = new SseSession(this.target, ++this.sessions, {
      onMessage: (message) => this.events.onMessage(message),
      onLost: (requests) => {
        if (this.sessions === session.number) this.session = undefined;
        this.events.onLost(requests);
      },
    });
    await session.open();
    return session;
  }

  private async reopen(): Promise<SseSession> {
    const session = await this.open();
    if (this.handshake) await session.repeatHandshake(this.handshake);
    return session;
  }
}

function isResponse(message: JSONRPCMessage): message is JSONRPCResponse {
  return !('method' in message);
}
