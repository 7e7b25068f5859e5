import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { plainAnswer } from '../http/error-answer.js';
import { ErrorPage } from './error-page.js';
import { sendPage } from './send-page.js';

/** Answers the errors of pages with a page. */
@Catch()
export class PageErrorFilter implements ExceptionFilter {
  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { status, body, retryAfterSeconds } = plainAnswer(error);
    if (retryAfterSeconds !== undefined) void reply.header('Retry-After', String(retryAfterSeconds));
    await sendPage(reply, <ErrorPage error={body.error} />, status);
  }
}
