import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Logger,
  ServiceUnavailableException,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../common/errors/app.error.js';
import { currentRequestId } from '../common/logging/request-context.js';
import { errorBody, type ErrorBody } from './error-body.js';
import { BearerRequiredError, InvalidJsonError } from './http.errors.js';

const JSON_RPC_PATHS = /^\/(?:mcp|messages)(?:\?|$)/;

interface Answer {
  readonly status: number;
  readonly body: object;
  readonly retryAfterSeconds?: number | undefined;
}

/** The one place where an error becomes an answer over plain HTTP. What is not an AppError is a bug and is logged. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(ErrorFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const answer = this.answerTo(error, request);

    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    if (answer.retryAfterSeconds !== undefined) void reply.header('Retry-After', String(answer.retryAfterSeconds));
    if (answer.status === 401) void reply.header('WWW-Authenticate', challengeFor(error));
    void reply.header('Cache-Control', 'no-store').status(answer.status).send(answer.body);
  }

  private answerTo(error: unknown, request: FastifyRequest): Answer {
    if (error instanceof InvalidJsonError && JSON_RPC_PATHS.test(request.url)) {
      return { status: 400, body: { jsonrpc: '2.0', id: null, error: { code: -32700, message: 'Parse error' } } };
    }
    if (error instanceof AppError) {
      return { status: error.httpStatus, body: errorBody(error), retryAfterSeconds: error.retryAfterSeconds };
    }
    // Raised by the probes alone; its body is the state of our own indicators.
    if (error instanceof ServiceUnavailableException) return { status: 503, body: error.getResponse() as object };

    const known = fromHttpException(error);
    if (known) return known;

    this.logger.error(error);
    return {
      status: 500,
      body: plainBody(
        'INTERNAL_ERROR',
        'The server failed while answering.',
        `Tell the administrator the request id ${currentRequestId() ?? 'of this answer'}; the log has the details.`,
      ),
    };
  }
}

/** RFC 9110 section 11.6.1 asks for a challenge with every 401; it names no OAuth metadata, which clients would follow. */
function challengeFor(error: unknown): string {
  return error instanceof BearerRequiredError
    ? 'Bearer realm="servicedesk-plus-mcp"'
    : 'Basic realm="Client ID and Client Secret of your Zoho Self Client", charset="UTF-8"';
}

/** Errors that Nest and Fastify raise themselves: unknown routes, bad bodies, bodies that are too large. */
function fromHttpException(error: unknown): Answer | undefined {
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown }).statusCode;
  if (typeof status !== 'number' || status < 400 || status > 499) return undefined;
  if (status === 404) {
    return { status, body: plainBody('NOT_FOUND', 'There is nothing at this address.', 'See the README for paths.') };
  }
  if (status === 413) {
    return { status, body: plainBody('BODY_TOO_LARGE', 'The body is larger than 1 MiB.', 'Send less at once.') };
  }
  return {
    status,
    body: plainBody('BAD_REQUEST', `The request is not usable: ${details(error)}`, 'Correct it and send it again.'),
  };
}

/** Validation messages are class-validator's and name fields; anything else is reduced to the status's name. */
function details(error: unknown): string {
  if (!(error instanceof HttpException)) return 'its headers or body could not be read.';
  const response = error.getResponse() as { message?: unknown };
  return Array.isArray(response.message) ? `${response.message.join('; ')}.` : 'it was refused.';
}

function plainBody(code: string, message: string, resolution: string): ErrorBody {
  return { error: { code, message, resolution } };
}
