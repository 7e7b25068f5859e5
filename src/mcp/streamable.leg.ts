import type { IncomingMessage } from 'node:http';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { callerFingerprint } from '../oauth/caller.js';
import { cancelledIds } from './cancelled-ids.js';
import type { HttpExchange } from './http-exchange.js';
import type { InFlightCalls } from './in-flight-calls.js';
import type { McpContent } from './mcp-content.js';
import type { McpLimits } from './mcp-limits.js';
import { createV1Server } from './v1-server.js';

const BOTH = 'application/json, text/event-stream';

/**
 * Streamable HTTP of the revisions 2025-03-26 to 2025-11-25, without sessions: a server object per request, so any
 * replica answers any request and two callers can never share one.
 */
export class StreamableLeg {
  constructor(
    private readonly content: McpContent,
    private readonly calls: InFlightCalls,
    private readonly limits: Pick<McpLimits, 'keepAliveMs'>,
  ) {}

  /** Answers one POST; resolves when the answer is written or the connection is gone. */
  async handle({ req, res, body, caller }: HttpExchange): Promise<void> {
    const scope = `${callerFingerprint(caller)} ${req.headers['user-agent'] ?? ''}`;
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: undefined,
      enableJsonResponse: prefersJson(req),
      keepAliveMs: this.limits.keepAliveMs,
    });
    const { content, calls } = this;
    const instructions = content.instructionsFor(caller);
    const server = createV1Server({ content, instructions, calls, scope, callerOf: () => caller });

    // Nothing can be resumed, so a connection that is gone has nobody left to answer: its calls are aborted.
    res.once('close', () => {
      if (!res.writableFinished) void server.close();
    });
    acceptBoth(req);
    await server.connect(transport);
    for (const id of cancelledIds(body)) this.calls.cancel(scope, id);
    await transport.handleRequest(req, res, body);
  }
}

/** True for clients that take JSON and say nothing of streams, such as scripts and some low-code platforms. */
function prefersJson({ headers: { accept = '*/*' } }: IncomingMessage): boolean {
  return !accept.includes('text/event-stream') && /application\/json|\*\/\*/.test(accept);
}

/**
 * Completes the Accept header of a client that names one of the two types only: the SDK answers 406 unless both are
 * there, as the specification asks of clients. Both forms of the header are set because the SDK reads either.
 */
function acceptBoth(req: IncomingMessage): void {
  const { accept = '*/*' } = req.headers;
  if (accept.includes('text/event-stream') ? accept.includes('application/json') : !prefersJson(req)) return;
  req.headers.accept = BOTH;
  req.rawHeaders = [
    ...pairs(req.rawHeaders).filter(([name]) => name.toLowerCase() !== 'accept'),
    ['Accept', BOTH],
  ].flat();
}

function pairs(rawHeaders: readonly string[]): [string, string][] {
  return rawHeaders.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : [],
  );
}
