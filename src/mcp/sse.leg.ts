import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import type { RequestInfo } from '@modelcontextprotocol/sdk/types.js';
import { type Caller, callerFingerprint, readCaller } from '../oauth/caller.js';
import { cancelledIds } from './cancelled-ids.js';
import type { HttpExchange } from './http-exchange.js';
import type { InFlightCalls } from './in-flight-calls.js';
import type { McpContent } from './mcp-content.js';
import type { McpLimits } from './mcp-limits.js';
import type { SseSession, SseSessions, SseStream } from './sse-sessions.js';
import { createV1Server } from './v1-server.js';

/** An SSE session, with the credentials of its owner in memory for as long as its stream is open. */
export interface McpSseSession extends SseSession {
  readonly caller: Caller;
  readonly transport: SSEServerTransport;
}

/** What became of a message posted to a session. */
export type Receipt = 'accepted' | 'no-session' | 'stalled' | 'invalid';

export interface SseLegParts {
  readonly content: McpContent;
  readonly calls: InFlightCalls;
  readonly sessions: SseSessions<McpSseSession>;
  readonly limits: Pick<McpLimits, 'sweepMs' | 'answerMs'>;
  /** Where clients post their messages: path from the root of the public address. */
  readonly messagesPath: string;
}

const TCP_KEEP_ALIVE_MS = 30_000;

/** HTTP+SSE of revision 2024-11-05: a stream per session, messages by POST. */
export class SseLeg {
  /** Who acts for a message; differs from the session's owner when the message proves no credentials. */
  private readonly actors = new WeakMap<RequestInfo, Caller>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: SseLegParts) {}

  onModuleInit(): void {
    const { sessions, limits } = this.parts;
    this.timer = setInterval(() => sessions.sweep(), limits.sweepMs).unref();
  }

  beforeApplicationShutdown(): void {
    this.parts.sessions.drain();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** @throws SessionsExhaustedError, to be called before the response is taken over */
  makeRoomFor(caller: Caller): void {
    this.parts.sessions.makeRoom(identityOf(caller));
  }

  /** Opens a session on this response, which stays open. */
  async open({ req, res, caller }: HttpExchange): Promise<void> {
    const { content, calls, sessions, messagesPath, limits } = this.parts;
    const instructions = content.instructionsFor(caller);
    // Its `close` has been and will not come again: the session would stay for its whole lifetime.
    if (res.destroyed) return;
    req.socket.setKeepAlive(true, TCP_KEEP_ALIVE_MS);
    res.setHeader('X-Accel-Buffering', 'no');

    const transport = new SSEServerTransport(messagesPath, res);
    const id = transport.sessionId;
    const server = createV1Server({
      content,
      instructions,
      calls,
      scope: id,
      answerMs: limits.answerMs,
      callerOf: ({ requestInfo }) => (requestInfo && this.actors.get(requestInfo)) ?? withoutCredentials(caller),
    });
    transport.onclose = () => sessions.remove(id);
    sessions.add({ id, ...identityOf(caller), stream: streamOn(res), caller, transport });
    await server.connect(transport);
  }

  /**
   * Passes a message to its session. The secret is proven with every message: other credentials than those that
   * opened the session are answered as if it did not exist, and a message without any (some clients send headers
   * with the GET only) is delivered, but its tools act for nobody and say what to change.
   */
  async receive(sessionId: string, headers: IncomingHttpHeaders, body: unknown): Promise<Receipt> {
    const { sessions, calls } = this.parts;
    const session = sessions.get(sessionId);
    const actor = session && actorOf(session.caller, readCaller(headers, new URLSearchParams()));
    if (session === undefined || actor === undefined) return 'no-session';
    if (sessions.isStalled(session)) return 'stalled';

    sessions.touch(sessionId);
    const requestInfo: RequestInfo = { headers };
    this.actors.set(requestInfo, actor);
    try {
      await session.transport.handleMessage(body, { requestInfo });
    } catch {
      return 'invalid';
    }
    // After the SDK, which answers nothing to a call it has cancelled itself; it ignores the id 0.
    for (const id of cancelledIds(body)) calls.cancel(sessionId, id);
    return 'accepted';
  }
}

function identityOf(caller: Caller): Pick<SseSession, 'fingerprint' | 'anonymous'> {
  return { fingerprint: callerFingerprint(caller), anonymous: caller.credentials.kind !== 'present' };
}

/** Who a message acts for; undefined when its sender may not use the session. */
function actorOf(owner: Caller, sender: Caller): Caller | undefined {
  if (callerFingerprint(sender) === callerFingerprint(owner)) return owner;
  return sender.credentials.kind === 'missing' ? { ...owner, credentials: sender.credentials } : undefined;
}

function withoutCredentials(caller: Caller): Caller {
  return { ...caller, credentials: { kind: 'missing', placeholders: [] } };
}

function streamOn(res: ServerResponse): SseStream {
  return {
    queuedBytes: () => res.writableLength,
    keepAlive: () => void res.write(': keep-alive\n\n'),
    end: (retryMs) => void res.end(`retry: ${retryMs}\n\n`),
    destroy: () => void res.destroy(),
  };
}
