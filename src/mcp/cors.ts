import type { FastifyReply, FastifyRequest } from 'fastify';

const ALLOWED_HEADERS = [
  'Accept',
  'Authorization',
  'Content-Type',
  'Last-Event-ID',
  'MCP-Protocol-Version',
  'Mcp-Method',
  'Mcp-Name',
  'Mcp-Session-Id',
  'X-SDP-Access-Key',
  'X-SDP-Client-Id',
  'X-SDP-Client-Secret',
  'X-SDP-Data-Center',
  'X-SDP-Portal',
  'X-SDP-Read-Only',
  'X-SDP-Toolsets',
].join(', ');
const EXPOSED_HEADERS = 'MCP-Protocol-Version, Retry-After, X-Request-Id';
const PREFLIGHT_SECONDS = '600';

/**
 * Lets a web page read the answer (Fetch standard, CORS protocol). Pages of foreign origins never get here: the
 * Origin check refuses them before any route. Set on Node's response, because the SDKs take the reply over.
 */
export function allowOrigin({ headers: { origin } }: FastifyRequest, { raw }: FastifyReply): void {
  if (origin === undefined) return;
  raw.setHeader('Access-Control-Allow-Origin', origin);
  raw.setHeader('Access-Control-Expose-Headers', EXPOSED_HEADERS);
  raw.setHeader('Vary', 'Origin');
}

/** Answers OPTIONS, as a question for methods or as a browser's preflight. */
export function answerOptions(request: FastifyRequest, reply: FastifyReply, allow: string): void {
  if (request.headers['access-control-request-method'] !== undefined) {
    reply.raw.setHeader('Access-Control-Allow-Methods', allow);
    reply.raw.setHeader('Access-Control-Allow-Headers', ALLOWED_HEADERS);
    reply.raw.setHeader('Access-Control-Max-Age', PREFLIGHT_SECONDS);
  }
  void reply.code(204).header('Allow', allow).send();
}
