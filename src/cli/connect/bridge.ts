import { setTimeout as delay } from 'node:timers/promises';
import {
  isInitializeRequest,
  isJSONRPCErrorResponse,
  isJSONRPCRequest,
  type JSONRPCMessage,
  type JSONRPCRequest,
  type RequestId,
  type Transport,
} from '@modelcontextprotocol/client';
import { BROKEN_OFF, errorResponse, type Failure } from './failure.js';
import type { Upstream, UpstreamEvents } from './upstream.js';

/** A server that is restarted is back by then: waits between tries, in ms. */
const WAITS_MS = [250, 500, 1_000, 1_500, 2_000, 2_500, 3_000, 3_000, 3_000, 3_000];
/** Tries for a server that has never answered: its address may be wrong, and somebody waits to be told. */
const FIRST_TRIES = 4;

export interface BridgeParts {
  /** The client, at the other end of standard input and output. */
  readonly client: Transport;
  /** The ways to the server: `asking` is for clients that can be asked in return. */
  readonly connect: (way: 'plain' | 'asking', events: UpstreamEvents) => Upstream;
  readonly explain: (error: unknown) => Failure;
  /** A remark for whoever reads the client's log. */
  readonly note: (text: string) => void;
  /** When set, nothing is sent anywhere, and every request is answered with it. */
  readonly refusal?: Failure | undefined;
}

interface Pending {
  readonly abort: AbortController;
  readonly upstream: Upstream;
}

/**
 * Passes messages between a client and the server, and answers each request exactly once: with what the server says,
 * or with the reason why it says nothing. It reads as little of a message as that takes, so that any revision passes.
 */
export class Bridge {
  private readonly pending = new Map<RequestId, Pending>();
  private readonly plain: Upstream;
  private upstream: Upstream;
  private lastNote = '';
  private hasAnswered = false;

  constructor(private readonly parts: BridgeParts) {
    this.plain = this.upstream = parts.connect('plain', this.events);
    parts.client.onmessage = (message) => void this.fromClient(message);
  }

  async close(): Promise<void> {
    for (const { abort } of this.pending.values()) abort.abort();
    this.pending.clear();
    await Promise.all([...new Set([this.plain, this.upstream])].map((upstream) => upstream.close()));
  }

  private get events(): UpstreamEvents {
    return {
      onMessage: (message) => this.fromServer(message),
      onLost: (requests) => requests.forEach((id) => this.fail(id, BROKEN_OFF)),
    };
  }

  private async fromClient(message: JSONRPCMessage): Promise<void> {
    if (isJSONRPCRequest(message)) return this.request(message);
    if (this.parts.refusal) return;
    if ('method' in message && message.method === 'notifications/cancelled') {
      const { requestId } = (message.params ?? {}) as { requestId?: RequestId };
      const call = requestId === undefined ? undefined : this.forget(requestId);
      call?.abort.abort();
      if (!call || call.upstream.cancelsByAbort) return;
    }
    // Nobody waits for an answer to these, and a server that is away has nothing to do with them.
    await this.upstream.send(message).catch((error: unknown) => this.tell(this.parts.explain(error)));
  }

  private async request(request: JSONRPCRequest): Promise<void> {
    const { refusal, client } = this.parts;
    if (refusal) return client.send(errorResponse(request.id, refusal));
    if (isInitializeRequest(request)) await this.chooseWay(request);

    const call: Pending = { abort: new AbortController(), upstream: this.upstream };
    this.pending.set(request.id, call);
    try {
      await this.deliver(request, call);
    } catch (error) {
      if (call.abort.signal.aborted) return;
      if (isInitializeRequest(request) && this.upstream !== this.plain) return this.takePlainWay(request);
      const answer = answerIn(error, request.id);
      if (answer) this.fromServer(answer);
      else this.fail(request.id, this.parts.explain(error));
    }
  }

  /** Tries again while the server is away, as long as it has provably not seen the request. */
  private async deliver(request: JSONRPCRequest, { abort: { signal }, upstream }: Pending): Promise<void> {
    const onEnd = (): void => this.fail(request.id, BROKEN_OFF);
    for (let tries = 0; ; tries++) {
      try {
        return await upstream.send(request, { signal, onEnd });
      } catch (error) {
        const wait = this.hasAnswered || tries < FIRST_TRIES ? WAITS_MS[tries] : undefined;
        if (wait === undefined || this.parts.explain(error).passes !== true) throw error;
        await delay(wait, undefined, { signal });
      }
    }
  }

  /** A proxy may hold streams back, or the server be full of them: without questions all else works. */
  private async takePlainWay(initialize: JSONRPCRequest): Promise<void> {
    await this.upstream.close();
    return this.request({ ...initialize, params: withoutElicitation(initialize.params) });
  }

  /** By what the client says of itself. */
  private async chooseWay(initialize: JSONRPCRequest): Promise<void> {
    const { capabilities } = initialize.params as { capabilities?: { elicitation?: unknown } };
    if (this.upstream !== this.plain) await this.upstream.close();
    this.upstream = capabilities?.elicitation ? this.parts.connect('asking', this.events) : this.plain;
  }

  private fromServer(message: JSONRPCMessage): void {
    this.hasAnswered = true;
    const isAnswer = !('method' in message);
    // An answer to what was cancelled, or has been answered with its failure.
    if (isAnswer && (message.id === undefined || !this.forget(message.id))) return;
    void this.parts.client.send(message);
  }

  private fail(id: RequestId, reason: Failure): void {
    if (!this.forget(id)) return;
    this.tell(reason);
    void this.parts.client.send(errorResponse(id, reason));
  }

  private forget(id: RequestId): Pending | undefined {
    const call = this.pending.get(id);
    this.pending.delete(id);
    return call;
  }

  private tell({ message }: Failure): void {
    if (message !== this.lastNote) this.parts.note(message);
    this.lastNote = message;
  }
}

function withoutElicitation(params: JSONRPCRequest['params']): JSONRPCRequest['params'] {
  const { capabilities, ...others } = params as { capabilities?: Record<string, unknown> };
  return { ...others, capabilities: { ...capabilities, elicitation: undefined } };
}

/** A JSON-RPC error that came with a status of failure, such as 404 for an unknown method in revision 2026-07-28. */
function answerIn(error: unknown, id: RequestId): JSONRPCMessage | undefined {
  const { data } = error as { data?: { text?: unknown } };
  if (typeof data?.text !== 'string') return undefined;
  try {
    const message: unknown = JSON.parse(data.text);
    return isJSONRPCErrorResponse(message) && message.id === id ? message : undefined;
  } catch {
    return undefined;
  }
}
