import { Body, Controller, Get, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Activity } from '../admin/activity/activity.js';
import { AdminDoor } from '../admin/admin-door.js';
import { AdminLockedError, AdminTokenRequiredError } from '../admin/admin.errors.js';
import { ENTRY, ENTRY_FORM } from '../admin/admin-routes.js';
import { AdminSession } from '../admin/admin-session.js';
import { Overview } from '../admin/overview/overview.js';
import { ServerEvents } from '../common/events/server-events.js';
import { FormGuard } from '../pages/form.guard.js';
import { PageErrorFilter } from '../pages/page-error.filter.js';
import { PageSession } from '../pages/page-session.js';
import { sendPage } from '../pages/send-page.js';
import { AdminVisits } from './admin-visits.js';
import { OverviewPage } from './views/overview.view.js';
import { SignInPage } from './views/sign-in.view.js';

/** `GET /admin` in a browser: the way in, and for whoever is in the overview. */
@Controller('admin')
@UseFilters(PageErrorFilter)
@UseGuards(FormGuard)
export class EntryController {
  constructor(
    private readonly door: AdminDoor,
    private readonly session: AdminSession,
    private readonly pages: PageSession,
    private readonly visits: AdminVisits,
    private readonly overview: Overview,
    private readonly activity: Activity,
    private readonly events: ServerEvents,
  ) {}

  /** There is no such address for whoever does not ask for a page. */
  @Get()
  @RouteConfig(ENTRY)
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!/\btext\/html\b/i.test(request.headers.accept ?? '')) return reply.callNotFound();
    if (!this.session.isOpen(request)) {
      return sendPage(reply, <SignInPage token={this.pages.formToken(request)} />);
    }
    const page = (
      <OverviewPage
        visit={this.visits.of(request)}
        overview={await this.overview.make()}
        activity={this.activity.report()}
      />
    );
    await sendPage(reply, page);
  }

  @Post('session')
  @RouteConfig(ENTRY_FORM)
  async enter(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    try {
      this.session.begin(request, this.door.admit(request.ip, tokenIn(body)));
    } catch (error) {
      const problem = problemOf(error);
      if (!problem) throw error;
      const { status, ...words } = problem;
      return sendPage(reply, <SignInPage token={this.pages.formToken(request)} problem={words} />, status);
    }
    this.events.emit({ type: 'admin_signed_in' });
    await reply.redirect('/admin', 303);
  }

  @Post('leave')
  @RouteConfig(ENTRY_FORM)
  async leave(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.session.end(request);
    await reply.redirect('/admin', 303);
  }
}

function tokenIn(body: unknown): Buffer | undefined {
  const { token } = body as { token?: unknown };
  return typeof token === 'string' && token !== '' ? Buffer.from(token) : undefined;
}

function problemOf(error: unknown): { status: number; title: string; text: string } | undefined {
  if (error instanceof AdminTokenRequiredError) {
    const text = 'Compare it with SDP_ADMIN_TOKEN of the server. After five misses this address waits a minute.';
    return { status: error.httpStatus, title: 'That is not the admin token.', text };
  }
  if (error instanceof AdminLockedError) {
    const text = `Try again in ${error.retryAfterSeconds ?? 60} seconds. Until then the right token is refused as well.`;
    return { status: error.httpStatus, title: 'Too many misses came from this address.', text };
  }
  return undefined;
}
