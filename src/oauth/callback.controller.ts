import { Controller, Get, Req, Res, UseInterceptors } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../common/errors/app.error.js';
import { BusyInterceptor } from '../http/busy.interceptor.js';
import { readCallbackQuery } from './callback-query.js';
import { ConsentService } from './consent.service.js';
import { htmlPage, PAGE_HEADERS, paragraph } from './html-page.js';
import { NoStoreInterceptor } from './no-store.interceptor.js';
import type { SetupReport } from './setup-report.js';

/** Where Zoho sends a person's browser after the consent page. Answers a page to browsers and JSON to everything else. */
@Controller('oauth/callback')
@UseInterceptors(NoStoreInterceptor, BusyInterceptor)
export class CallbackController {
  constructor(private readonly consents: ConsentService) {}

  @Get()
  async finish(
    @Req() { url, headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SetupReport | string> {
    const wantsPage = /\btext\/html\b/i.test(headers.accept ?? '');
    // The address holds code and state, so it must not travel on as a Referer, whatever the answer is.
    void reply.headers({ Vary: 'Accept', 'Referrer-Policy': 'no-referrer' });

    try {
      const report = await this.consents.finish(readCallbackQuery(new URLSearchParams(url.split('?')[1] ?? '')));
      return wantsPage ? successPage(reply, report) : report;
    } catch (error) {
      if (!wantsPage || !(error instanceof AppError)) throw error;
      return errorPage(reply, error);
    }
  }
}

function successPage(reply: FastifyReply, { message }: SetupReport): string {
  void reply.headers(PAGE_HEADERS);
  return htmlPage({
    title: 'Set-up is complete',
    body: [paragraph(message), paragraph('You can close this page and go back to your assistant.')],
  });
}

function errorPage(
  reply: FastifyReply,
  { httpStatus, message, resolution, code, retryAfterSeconds }: AppError,
): string {
  void reply.status(httpStatus).headers(PAGE_HEADERS);
  if (retryAfterSeconds !== undefined) void reply.header('Retry-After', String(retryAfterSeconds));
  return htmlPage({
    title: 'Set-up is not complete',
    body: [paragraph(message), paragraph(resolution), paragraph(`Code: ${code}`)],
  });
}
