import {
  isJSONRPCRequest,
  isJSONRPCResultResponse,
  type JSONRPCMessage,
  type JSONRPCRequest,
  type JSONRPCResponse,
  type RequestId,
  SSEClientTransport,
  SseError,
} from '@modelcontextprotocol/client';
import type { UpstreamEvents, UpstreamTarget } from './upstream.js';

/** A proxy that holds streams back would otherwise hold the client for ever. */
const LONGEST_OPENING_MS = 10_000;

/** The server does not know the session, and so has not looked at the message. */
export class SessionGoneError extends Error {}

/** The stream did not open in time. */
export class StreamTimeoutError extends Error {}

/** The server answered with a failure. */
export class RefusedError extends Error {
  constructor(
    readonly status: number,
    readonly text: string,
  ) {
    super(`HTTP ${status}`);
  }
}

/** One stream of HTTP+SSE, from its opening to its loss. */
export class SseSession {
  private readonly transport: SSEClientTransport;
  private readonly waiting = new Set<RequestId>();
  /** Questions of the server, by the id under which the client knows them. */
  private readonly questions = new Map<RequestId, RequestId>();
  private handshake: { readonly id: RequestId; readonly done: () => void } | undefined;
  private isOpen = false;
  /** What the last request met; the transport tells it in words only. */
  private trouble: unknown;

  constructor(
    { url, headers }: UpstreamTarget,
    readonly number: number,
    private readonly events: UpstreamEvents,
  ) {
    this.transport = new SSEClientTransport(url, {
      requestInit: { headers },
      fetch: (address, init) => this.fetch(address, init),
    });
    this.transport.onmessage = (message) => this.receive(message);
    this.transport.onerror = (error) => {
      // The transport would connect again by itself, to a session that knows nothing of this client.
      if (this.isOpen && error instanceof SseError) void this.lose();
    };
  }

  async open(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new StreamTimeoutError()), LONGEST_OPENING_MS);
    });
    try {
      await Promise.race([this.transport.start(), tooLate]);
      this.isOpen = true;
    } catch (error) {
      await this.transport.close();
      throw this.trouble ?? error;
    } finally {
      clearTimeout(timer);
    }
  }

  async send(message: JSONRPCMessage): Promise<void> {
    if (!this.isOpen) throw new SessionGoneError();
    if (isJSONRPCRequest(message)) this.waiting.add(message.id);
    try {
      await this.transport.send(message);
    } catch (error) {
      if (isJSONRPCRequest(message)) this.waiting.delete(message.id);
      if (!(error instanceof RefusedError && error.status === 404)) throw error;
      await this.lose();
      throw new SessionGoneError();
    }
  }

  /** Passes the client's answer to a question on, if the question was this session's. */
  async answer(message: JSONRPCResponse): Promise<void> {
    const id = message.id === undefined ? undefined : this.questions.get(message.id);
    if (id === undefined || message.id === undefined) return;
    this.questions.delete(message.id);
    await this.transport.send({ ...message, id });
  }

  /** Introduces the client again, as it did itself; it does not see the answer, which it knows. */
  async repeatHandshake(initialize: JSONRPCRequest): Promise<void> {
    const id = `handshake-${this.number}`;
    const done = new Promise<void>((resolve) => (this.handshake = { id, done: resolve }));
    await this.transport.send({ ...initialize, id });
    await done;
    if (!this.isOpen) throw new SessionGoneError();
    await this.transport.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
  }

  async close(): Promise<void> {
    this.isOpen = false;
    await this.transport.close();
    this.handshake?.done();
  }

  private async fetch(address: string | URL, init?: RequestInit): Promise<Response> {
    try {
      const response = await fetch(address, init);
      if (response.status >= 400) throw new RefusedError(response.status, await response.text());
      return response;
    } catch (error) {
      this.trouble = error;
      throw error;
    }
  }

  private async lose(): Promise<void> {
    await this.close();
    for (const id of this.questions.keys()) {
      const params = { requestId: id, reason: 'The server ended the connection' };
      this.events.onMessage({ jsonrpc: '2.0', method: 'notifications/cancelled', params });
    }
    this.events.onLost([...this.waiting]);
  }

  private receive(message: JSONRPCMessage): void {
    if (isJSONRPCRequest(message)) return this.ask(message);
    if (!('method' in message)) {
      if (message.id !== undefined) this.waiting.delete(message.id);
      if (message.id === this.handshake?.id) {
        if (isJSONRPCResultResponse(message)) this.handshake?.done();
        else void this.lose();
        return;
      }
    } else if (message.method === 'notifications/cancelled') return this.withdraw(message);
    this.events.onMessage(message);
  }

  /** Under an id of its own: the ids of two sessions are the same numbers. */
  private ask(message: JSONRPCRequest): void {
    const id = `session-${this.number}-${String(message.id)}`;
    this.questions.set(id, message.id);
    this.events.onMessage({ ...message, id });
  }

  /** The server does not wait for an answer any more. */
  private withdraw(message: Extract<JSONRPCMessage, { method: string }>): void {
    const { requestId } = (message.params ?? {}) as { requestId?: RequestId };
    const id = `session-${this.number}-${String(requestId)}`;
    if (!this.questions.delete(id)) return;
    this.events.onMessage({ ...message, params: { ...message.params, requestId: id } });
  }
}
