import { Controller, Get, Req, Res, UseInterceptors } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { plainAnswer } from '../http/error-answer.js';
import { BusyInterceptor } from '../http/busy.interceptor.js';
import { ErrorPage } from '../pages/error-page.js';
import { sendPage } from '../pages/send-page.js';
import { readCallbackQuery } from './callback-query.js';
import { ConsentDonePage } from './callback-pages.js';
import { ConsentService } from './consent.service.js';
import { NoStoreInterceptor } from './no-store.interceptor.js';
import { ApiQuery } from '@nestjs/swagger';
import { SetupReportSchema } from './oauth.openapi.js';
import { Describe } from '../http/describe.js';

/** Where Zoho sends a person's browser after the consent page. Answers a page to browsers and JSON to everything else. */
@Controller('oauth/callback')
@UseInterceptors(NoStoreInterceptor, BusyInterceptor)
export class CallbackController {
  constructor(private readonly consents: ConsentService) {}

  @Get()
  @Describe({
    summary: 'Where Zoho sends a browser after consent; a page for browsers, JSON for everything else',
    answer: SetupReportSchema,
    errors: [400, 401, 403, 429, 503],
  })
  @ApiQuery({ name: 'state', required: false, type: String })
  @ApiQuery({ name: 'code', required: false, type: String })
  @ApiQuery({ name: 'error', required: false, type: String })
  @ApiQuery({ name: 'location', required: false, type: String })
  @ApiQuery({ name: 'accounts-server', required: false, type: String })
  async finish(@Req() { url, headers }: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const wantsPage = /\btext\/html\b/i.test(headers.accept ?? '');
    // The address holds code and state, so it must not travel on as a Referer, whatever the answer is.
    void reply.headers({ Vary: 'Accept', 'Referrer-Policy': 'no-referrer' });

    try {
      const report = await this.consents.finish(readCallbackQuery(new URLSearchParams(url.split('?')[1] ?? '')));
      if (wantsPage) await sendPage(reply, <ConsentDonePage message={report.message} />);
      else await reply.send(report);
    } catch (error) {
      if (!wantsPage) throw error;
      const { status, body, retryAfterSeconds } = plainAnswer(error);
      if (retryAfterSeconds !== undefined) void reply.header('Retry-After', String(retryAfterSeconds));
      await sendPage(reply, <ErrorPage title="Set-up is not complete" error={body.error} />, status);
    }
  }
}
