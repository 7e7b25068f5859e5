import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import {
  CallToolRequestSchema,
  ElicitResultSchema,
  ListToolsRequestSchema,
  type ServerNotification,
  type ServerRequest,
} from '@modelcontextprotocol/sdk/types.js';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';
import type { Caller } from '../oauth/caller.js';
import { answerOf, type Ask, formOf } from './confirmation.js';
import type { InFlightCalls } from './in-flight-calls.js';
import { INSTRUCTIONS, SERVER_INFO } from './server-info.js';
import type { ToolDispatcher } from './tool-dispatcher.js';

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** What a server object of the 2025-era SDK is bound to. */
export interface V1Binding {
  readonly dispatcher: ToolDispatcher;
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
export function createV1Server({ dispatcher, calls, scope, callerOf, answerMs }: V1Binding): Server {
  const server = new Server(SERVER_INFO, {
    capabilities: { tools: {} },
    instructions: INSTRUCTIONS,
    jsonSchemaValidator,
  });

  server.setRequestHandler(ListToolsRequestSchema, async (_request, extra) => ({
    tools: [...(await dispatcher.list(callerOf(extra))).tools],
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    const call = calls.begin(scope, extra.requestId, extra.signal);
    try {
      return { ...(await dispatcher.call(params.name, params.arguments, callOf(extra, call.signal))) };
    } finally {
      call.end();
    }
  });
  return server;

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
