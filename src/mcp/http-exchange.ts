import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, readCaller } from '../oauth/caller.js';

/** One POST to the MCP endpoint, taken over from Fastify: whoever holds it answers on `res`. */
export interface HttpExchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  /** Parsed JSON; undefined when the request had no body. */
  readonly body: unknown;
  readonly caller: Caller;
}

/** Who is calling, from headers and query. */
export function callerOf({ headers, url }: Pick<FastifyRequest, 'headers' | 'url'>): Caller {
  return readCaller(headers, new URL(url, 'http://localhost').searchParams);
}

/** Takes the exchange out of Fastify's hands. The SDKs write to Node's response themselves. */
export function takeOver(request: FastifyRequest, reply: FastifyReply): HttpExchange {
  const caller = callerOf(request);
  reply.hijack();
  return { req: request.raw, res: reply.raw, body: request.body, caller };
}

/** JSON-RPC 2.0 error codes of answers that no SDK object makes. */
export const JSON_RPC = { parseError: -32_700, invalidRequest: -32_600, server: -32_000, noSession: -32_001 } as const;

/** An error that belongs to no request in particular. */
export function jsonRpcError(code: number, message: string): object {
  return { jsonrpc: '2.0', id: null, error: { code, message } };
}
