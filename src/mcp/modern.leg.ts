import { toNodeHandler } from '@modelcontextprotocol/node';
import {
  CLIENT_CAPABILITIES_META_KEY,
  classifyInboundRequest,
  createMcpHandler,
  inputRequired,
  type InputRequiredResult,
  inputResponse,
  Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/server/validators/ajv';
import { Logger } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Caller } from '../oauth/caller.js';
import { type Ask, answerOf, formOf, nameOf } from './confirmation.js';
import type { HttpExchange } from './http-exchange.js';
import type { McpContent } from './mcp-content.js';
import type { McpLimits } from './mcp-limits.js';
import { getPrompt, listPrompts } from './prompt-book.js';
import { SERVER_INFO } from './server-info.js';
import type { ToolCall } from './tool-dispatcher.js';

/** How long a client may keep the tool list: it changes with a new version of this server only. */
const LIST_TTL_MS = 5 * 60_000;

/** Private: what is told depends on the headers of the one who asks. */
const KEPT = { ttlMs: LIST_TTL_MS, cacheScope: 'private' } as const;

/** One for the process, as in the 2025-era leg. */
const jsonSchemaValidator = new AjvJsonSchemaValidator();

/** True when a POST is of the 2025 era. Bodies that are neither are answered by the 2026-07-28 leg. */
export function isLegacy({ headers, body }: Pick<FastifyRequest, 'headers' | 'body'>): boolean {
  const text = (name: string): string | undefined => {
    const value = headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  const { kind } = classifyInboundRequest({
    httpMethod: 'POST',
    protocolVersionHeader: text('mcp-protocol-version'),
    mcpMethodHeader: text('mcp-method'),
    mcpNameHeader: text('mcp-name'),
    body,
  });
  return kind === 'legacy';
}

/** Revision 2026-07-28: no handshake, no session; a server object per request, and a closed connection cancels. */
export class ModernLeg {
  private readonly callers = new WeakMap<Request, Caller>();
  private readonly logger = new Logger(ModernLeg.name);
  private readonly handler;

  constructor(
    private readonly content: McpContent,
    limits: Pick<McpLimits, 'keepAliveMs'>,
  ) {
    this.handler = createMcpHandler(({ requestInfo }) => this.serverFor(requestInfo), {
      legacy: 'reject',
      keepAliveMs: limits.keepAliveMs,
      // Mostly requests that the SDK refused; the refusal itself goes to the client.
      onerror: (error) => this.logger.debug({ event: 'mcp_refused', era: 'modern' }, error),
    });
  }

  /** Answers one POST; resolves when the answer is written or the connection is gone. */
  async handle({ req, res, body, caller }: HttpExchange): Promise<void> {
    const serve = toNodeHandler({
      fetch: (request, options) => {
        this.callers.set(request, caller);
        return this.handler.fetch(request, options);
      },
    });
    await serve(req, res, body);
    if (res.statusCode >= 500) this.logger.error({ event: 'mcp_leg_failed', era: 'modern', status: res.statusCode });
  }

  private serverFor(request: Request | undefined): Server {
    const caller = request && this.callers.get(request);
    if (caller === undefined) throw new Error('A server object was asked for outside a request');

    const { content } = this;
    const server = new Server(SERVER_INFO, {
      capabilities: { tools: {}, resources: {}, prompts: {}, completions: {} },
      instructions: content.instructionsFor(caller),
      jsonSchemaValidator,
      cacheHints: {
        'tools/list': KEPT,
        'server/discover': KEPT,
        'resources/list': KEPT,
        'resources/templates/list': KEPT,
        'prompts/list': KEPT,
        'resources/read': { ttlMs: 0, cacheScope: 'private' },
      },
    });
    const callOf = (mcpReq: ServerContext['mcpReq']): ToolCall => ({
      caller,
      signal: mcpReq.signal,
      progress: progressOf(mcpReq),
    });
    server.setRequestHandler('tools/list', async () => ({ tools: [...(await content.tools.list(caller)).tools] }));
    server.setRequestHandler('tools/call', async ({ params }, { mcpReq }) => {
      const question = new QuestionInAnswer(mcpReq);
      const call = { ...callOf(mcpReq), ask: question.ask };
      const result = await content.tools.call(params.name, params.arguments, call);
      return question.asked ?? { ...result };
    });
    server.setRequestHandler('resources/list', () => content.resources.list());
    server.setRequestHandler('resources/templates/list', () => content.resources.templates(caller));
    server.setRequestHandler('resources/read', ({ params }, { mcpReq }) =>
      content.resources.read(params.uri, callOf(mcpReq)),
    );
    server.setRequestHandler('prompts/list', () => listPrompts());
    server.setRequestHandler('prompts/get', ({ params }) => getPrompt(params.name, params.arguments));
    server.setRequestHandler('completion/complete', ({ params }, { mcpReq }) =>
      content.completions.complete(params, callOf(mcpReq)),
    );
    return server;
  }
}

const Envelope = z.object({
  [CLIENT_CAPABILITIES_META_KEY]: z.object({
    elicitation: z.object({ form: z.unknown(), url: z.unknown() }).partial().optional(),
  }),
});

/** A client that says nothing of modes shows forms: so had the revisions before there were modes. */
function showsForms(envelope: unknown): boolean {
  const elicitation = Envelope.safeParse(envelope).data?.[CLIENT_CAPABILITIES_META_KEY].elicitation;
  return elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
}

/**
 * Asks the person as this revision does it: the call ends with the question instead of a result, and the client calls
 * again with the same arguments and the answer.
 */
class QuestionInAnswer {
  /** The question as the result of the call, when one was asked. */
  asked: InputRequiredResult | undefined;

  constructor(private readonly request: ServerContext['mcpReq']) {}

  readonly ask: Ask = async (question) => {
    const { inputResponses, envelope } = this.request;
    const name = nameOf(question);
    const answer = inputResponse(inputResponses, name);
    if (answer.kind === 'elicit') return answerOf(answer);

    if (showsForms(envelope)) {
      this.asked = inputRequired({ inputRequests: { [name]: inputRequired.elicit(formOf(question)) } });
    }
    return 'unasked';
  };
}

/** For callers that gave a token; what cannot be delivered is dropped, as the next one follows. */
function progressOf({ _meta, notify }: ServerContext['mcpReq']) {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return undefined;
  return (progress: number, total: number | undefined, message: string): void => {
    const params = { progressToken, progress, ...(total === undefined ? {} : { total }), message };
    notify({ method: 'notifications/progress', params }).catch(() => undefined);
  };
}
