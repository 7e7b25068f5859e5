import type { FastifyInstance } from 'fastify';
import { InvalidJsonError } from './http.errors.js';

/**
 * Replaces Fastify's JSON parser: an empty body is no body instead of an error, because MCP clients send
 * `DELETE` with `Content-Type: application/json` and nothing in it.
 */
export function useLenientJsonParser(fastify: FastifyInstance): void {
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    if (body.length === 0) return done(null, undefined);
    try {
      done(null, JSON.parse(body as string));
    } catch {
      done(new InvalidJsonError('The body is not valid JSON.'));
    }
  });
}
