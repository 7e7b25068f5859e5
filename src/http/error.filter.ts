import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorAnswer, type ErrorAnswer } from './error-answer.js';
import { BearerRequiredError, InvalidJsonError } from './http.errors.js';

const JSON_RPC_PATHS = /^\/(?:mcp|messages)(?:\?|$)/;

/** Answers every error that leaves through plain HTTP, as JSON. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const answer = answerTo(error, request);

    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    if (answer.retryAfterSeconds !== undefined) void reply.header('Retry-After', String(answer.retryAfterSeconds));
    if (answer.status === 401) void reply.header('WWW-Authenticate', challengeFor(error));
    void reply.header('Cache-Control', 'no-store').status(answer.status).send(answer.body);
  }
}

function answerTo(error: unknown, request: FastifyRequest): ErrorAnswer {
  if (error instanceof InvalidJsonError && JSON_RPC_PATHS.test(request.url)) {
    return { status: 400, body: { jsonrpc: '2.0', id: null, error: { code: -32700, message: 'Parse error' } } };
  }
  return errorAnswer(error);
}

/** RFC 9110 section 11.6.1 asks for a challenge with every 401; it names no OAuth metadata, which clients would follow. */
function challengeFor(error: unknown): string {
  return error instanceof BearerRequiredError
    ? 'Bearer realm="servicedesk-plus-mcp"'
    : 'Basic realm="Client ID and Client Secret of your Zoho Self Client", charset="UTF-8"';
}
