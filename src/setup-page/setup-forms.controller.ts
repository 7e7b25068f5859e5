import { Body, Controller, Post, Req, Res, UseFilters, UseGuards, UseInterceptors } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../common/time/clock.js';
import { AppConfig } from '../config/app-config.js';
import { requireAccessKey } from '../http/access-key.js';
import { BusyInterceptor } from '../http/busy.interceptor.js';
import { SetupService } from '../oauth/setup.service.js';
import { FormGuard } from '../pages/form.guard.js';
import { PageErrorFilter } from '../pages/page-error.filter.js';
import { TAKES_FORMS } from '../pages/register-pages.js';
import { readClientForm } from './client-form.js';
import { FirstCheck } from './first-check.js';
import { formProblem, isAboutClient, messageOf } from './problem.js';
import { SetupSession } from './setup-session.js';
import { SetupVisits } from './setup-visit.js';
import { callerOf, type Visitor } from './visitor.js';

const LONGEST_CODE = 8_000;

/**
 * The forms of the page. Each does one thing and sends the browser on to a page of ours (303, RFC 9110 section
 * 15.4.4), also when it failed: so nothing is sent twice by going back or loading again.
 */
@Controller('setup')
@UseFilters(PageErrorFilter)
@UseGuards(FormGuard)
@UseInterceptors(BusyInterceptor)
export class SetupFormsController {
  constructor(
    private readonly session: SetupSession,
    private readonly visits: SetupVisits,
    private readonly setup: SetupService,
    private readonly firstCheck: FirstCheck,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  @Post('client')
  @RouteConfig(TAKES_FORMS)
  async enter(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Body() body: unknown): Promise<void> {
    const { draft, visitor, problems } = readClientForm(body, this.config);
    this.session.forgetVisitor(request);
    this.session.keepDraft(request, draft);
    await this.led(request, reply, '/', async () => {
      requireAccessKey(visitor.accessKey, this.config);
      if (Object.keys(problems).length > 0) {
        this.session.tell(request, formProblem(problems));
        return;
      }
      const isNew = visitor.anew && this.config.setupMode;
      const known = isNew ? visitor : (await this.visits.of({ ...visitor, anew: false })).visitor;
      this.session.keepVisitor(request, known);
    });
  }

  @Post('grant')
  @RouteConfig(TAKES_FORMS)
  async handOver(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Body() body: unknown): Promise<void> {
    await this.forVisitor(request, reply, { done: '/setup/clients', failed: '/setup/grant' }, async (visitor) => {
      const { code } = (body ?? {}) as { code?: unknown };
      const grant = { code: String(typeof code === 'string' ? code : '').slice(0, LONGEST_CODE) };
      const report = await this.setup.complete(callerOf(visitor), grant);
      this.session.keepVisitor(request, { ...visitor, dataCenter: report.connection?.dataCenter, anew: false });
      this.session.tell(request, await this.firstCheck.of(visitor));
    });
  }

  @Post('check')
  @RouteConfig(TAKES_FORMS)
  async check(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.forVisitor(request, reply, { done: '/', failed: '/' }, async (visitor) => {
      this.session.tell(request, await this.firstCheck.run(visitor));
    });
  }

  @Post('refresh')
  @RouteConfig(TAKES_FORMS)
  async refresh(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.forVisitor(request, reply, { done: '/', failed: '/' }, async (visitor) => {
      await this.setup.refresh(callerOf(visitor));
      this.session.tell(request, { kind: 'good', title: 'The access token was renewed.' });
    });
  }

  @Post('disconnect')
  @RouteConfig(TAKES_FORMS)
  async disconnect(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.forVisitor(request, reply, { done: '/', failed: '/' }, async (visitor) => {
      const { revoked } = await this.setup.disconnect(callerOf(visitor));
      this.session.leave(request);
      this.session.tell(request, {
        kind: 'info',
        title: 'Disconnected: the stored tokens are deleted.',
        text: revoked
          ? 'Zoho has revoked them as well.'
          : 'Zoho did not confirm that it revoked them. To be sure, remove the client in your Zoho account under Sessions, Connected Apps.',
      });
    });
  }

  @Post('leave')
  @RouteConfig(TAKES_FORMS)
  async leave(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.session.leave(request);
    this.session.tell(request, {
      kind: 'info',
      title: 'This browser has forgotten your client.',
      text: 'The connection goes on.',
    });
    await sendTo(reply, '/');
  }

  private async forVisitor(
    request: FastifyRequest,
    reply: FastifyReply,
    to: { readonly done: string; readonly failed: string },
    work: (visitor: Visitor) => Promise<void>,
  ): Promise<void> {
    await this.led(request, reply, to.failed, async () => {
      const visitor = this.session.visitor(request);
      if (visitor) {
        await work(visitor);
        return to.done;
      }
      this.session.tell(request, {
        kind: 'info',
        title: 'This page was open for more than an hour, so it has forgotten your client.',
        text: 'Enter it again to go on; a stored connection is not touched by that.',
      });
      return '/';
    });
  }

  /** Sends the browser on to where `work` says, or to `failed` with what is to change. */
  private async led(
    request: FastifyRequest,
    reply: FastifyReply,
    failed: string,
    work: () => Promise<string | void>,
  ): Promise<void> {
    try {
      await sendTo(reply, (await work()) ?? failed);
    } catch (error) {
      const message = messageOf(error, this.clock.nowMs());
      this.session.tell(request, message);
      if (isAboutClient(message)) this.session.forgetVisitor(request);
      await sendTo(reply, isAboutClient(message) ? '/' : failed);
    }
  }
}

async function sendTo(reply: FastifyReply, path: string): Promise<void> {
  await reply.header('Cache-Control', 'no-store').header('Referrer-Policy', 'same-origin').redirect(path, 303);
}
