import { HttpException, Logger, ServiceUnavailableException } from '@nestjs/common';
import { AppError } from '../common/errors/app.error.js';
import { currentRequestId } from '../common/logging/request-context.js';
import { errorBody, type ErrorBody } from './error-body.js';

const logger = new Logger('Errors');

/** What an error says over plain HTTP. */
export interface ErrorAnswer {
  readonly status: number;
  readonly body: object;
  readonly retryAfterSeconds?: number | undefined;
}

/** The one place where an error becomes words. What is not an AppError is a bug and is logged. */
export function errorAnswer(error: unknown): ErrorAnswer {
  // Raised by the probes alone; its body is the state of our own indicators.
  if (error instanceof ServiceUnavailableException) return { status: 503, body: error.getResponse() as object };
  return plainAnswer(error);
}

/** As `errorAnswer`, for answers that are read by people. */
export function plainAnswer(error: unknown): ErrorAnswer & { readonly body: ErrorBody } {
  if (error instanceof AppError) {
    return { status: error.httpStatus, body: errorBody(error), retryAfterSeconds: error.retryAfterSeconds };
  }
  const known = fromHttpException(error);
  if (known) return known;

  logger.error(error);
  return {
    status: 500,
    body: plainBody(
      'INTERNAL_ERROR',
      'The server failed while answering.',
      `Tell the administrator the request id ${currentRequestId() ?? 'of this answer'}; the log has the details.`,
    ),
  };
}

/** Errors that Nest and Fastify raise themselves: unknown routes, bad bodies, bodies that are too large. */
function fromHttpException(error: unknown): (ErrorAnswer & { readonly body: ErrorBody }) | undefined {
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
