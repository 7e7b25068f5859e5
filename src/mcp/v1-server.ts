import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import {
  CallToolRequestSchema,
  CompleteRequestSchema,
  ElicitResultSchema,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  ReadResourceRequestSchema,
  type ServerNotification,
  type ServerRequest,
} from '@modelcontextprotocol/sdk/types.js';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';
import type { Caller } from '../oauth/caller.js';
import { answerOf, type Ask, formOf } from './confirmation.js';
import type { InFlightCalls } from './in-flight-calls.js';
import type { McpContent } from './mcp-content.js';
import { getPrompt, listPrompts } from './prompt-book.js';
import { SERVER_INFO } from './server-info.js';
import type { ToolCall } from './tool-dispatcher.js';

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** What a server object of the 2025-era SDK is bound to. */
export interface V1Binding {
  readonly content: McpContent;
  /** As `McpContent.instructionsFor` has them for this client. */
  readonly instructions: string;
  readonly calls: InFlightCalls;
  /** Scope in which the JSON-RPC ids of this server object's client are unique. */
  readonly scope: string;
  /** Who acts, given the headers of the request that carried the message. */
  readonly callerOf: (extra: Extra) => Caller;
  /** How long a person may take to answer; undefined where answers cannot find the way back to this server object. */
  readonly answerMs?: number;
}

/** One for the process: the SDK would otherwise make a new Ajv for each server object, most of its cost. */
const jsonSchemaValidator = new AjvJsonSchemaValidator();

/**
 * A server object of @modelcontextprotocol/sdk over the shared dispatcher. It holds two closures and no tools, so
 * that one can be made per request or per idle SSE session.
 */
export function createV1Server({ content, instructions, calls, scope, callerOf, answerMs }: V1Binding): Server {
  const server = new Server(SERVER_INFO, {
    capabilities: { tools: {}, resources: {}, prompts: {}, completions: {} },
    instructions,
    jsonSchemaValidator,
  });

  server.setRequestHandler(ListToolsRequestSchema, async (_request, extra) => ({
    tools: [...(await content.tools.list(callerOf(extra))).tools],
  }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }, extra) =>
    counted(extra, async (call) => ({ ...(await content.tools.call(params.name, params.arguments, call)) })),
  );
  server.setRequestHandler(ListResourcesRequestSchema, () => content.resources.list());
  server.setRequestHandler(ListResourceTemplatesRequestSchema, (_request, extra) =>
    content.resources.templates(callerOf(extra)),
  );
  server.setRequestHandler(ReadResourceRequestSchema, ({ params }, extra) =>
    counted(extra, (call) => content.resources.read(params.uri, call)),
  );
  server.setRequestHandler(ListPromptsRequestSchema, () => listPrompts());
  server.setRequestHandler(GetPromptRequestSchema, ({ params }) => getPrompt(params.name, params.arguments));
  server.setRequestHandler(CompleteRequestSchema, ({ params }, extra) =>
    counted(extra, (call) => content.completions.complete(params, call)),
  );
  return server;

  /** Work that its caller can cancel by its id. */
  async function counted<T>(extra: Extra, work: (call: ToolCall) => Promise<T>): Promise<T> {
    const call = calls.begin(scope, extra.requestId, extra.signal);
    try {
      return await work(callOf(extra, call.signal));
    } finally {
      call.end();
    }
  }

  function callOf(extra: Extra, signal: AbortSignal) {
    return { caller: callerOf(extra), signal, progress: progressOf(extra), ask: askThrough(extra, signal) };
  }

  /** By elicitation, where the client has said that it shows forms. */
  function askThrough(extra: Extra, signal: AbortSignal): Ask | undefined {
    if (answerMs === undefined || !server.getClientCapabilities()?.elicitation?.form) return undefined;
    return async (question) => {
      try {
        const params = formOf(question);
        const options = { signal, timeout: answerMs };
        return answerOf(await extra.sendRequest({ method: 'elicitation/create', params }, ElicitResultSchema, options));
      } catch {
        return 'unasked';
      }
    };
  }
}

/** For callers that gave a token; what cannot be delivered is dropped, as the next one follows. */
function progressOf(extra: Extra) {
  const progressToken = extra._meta?.progressToken;
  if (progressToken === undefined) return undefined;
  return (progress: number, total: number | undefined, message: string): void => {
    const params = { progressToken, progress, ...(total === undefined ? {} : { total }), message };
    extra.sendNotification({ method: 'notifications/progress', params }).catch(() => undefined);
  };
}
