import { Controller, Get, Param, Post, Query, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DeferredWritesQuery } from '../admin/admin-queries.dto.js';
import { PAGE, PAGE_FORM } from '../admin/admin-routes.js';
import { FormGuard } from '../pages/form.guard.js';
import { PageErrorFilter } from '../pages/page-error.filter.js';
import { sendPage } from '../pages/send-page.js';
import { DeferredCare } from '../writes/deferred-care.js';
import { DeferredWrites } from '../writes/deferred-writes.js';
import { AdminVisits } from './admin-visits.js';
import { PageActions } from './page-actions.js';
import { readPageQuery } from './page-query.js';
import { ConfirmPage } from './views/confirm.view.js';
import { DEFERRED, DeferredWritesPage } from './views/deferred-writes.view.js';

@Controller('admin/page/deferred-writes')
@UseFilters(PageErrorFilter)
@UseGuards(FormGuard)
export class DeferredWritesPageController {
  constructor(
    private readonly writes: DeferredWrites,
    private readonly care: DeferredCare,
    private readonly visits: AdminVisits,
    private readonly actions: PageActions,
  ) {}

  @Get()
  @RouteConfig(PAGE)
  async list(
    @Query() sent: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { query, problems } = readPageQuery(DeferredWritesQuery, sent);
    const overview = await this.writes.overview(query.state);
    const visit = this.visits.of(request);
    await sendPage(reply, <DeferredWritesPage {...{ visit, problems, overview }} state={query.state} />);
  }

  @Get(':id/cancel')
  @RouteConfig(PAGE)
  async ask(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const page = (
      <ConfirmPage
        visit={this.visits.of(request)}
        at={DEFERRED}
        title="Cancel a deferred write"
        action={`${DEFERRED}/${encodeURIComponent(id)}/cancel`}
        button="Cancel it"
      >
        <p>
          Write <code>{id}</code> is not sent to ServiceDesk Plus. Its person sees that it was cancelled, and would have
          to write it again.
        </p>
      </ConfirmPage>
    );
    await sendPage(reply, page);
  }

  @Post(':id/cancel')
  @RouteConfig(PAGE_FORM)
  cancel(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const action = async () => {
      const { state } = await this.care.cancel(id);
      if (state === 'cancelled') return { kind: 'good', title: 'The write is cancelled.' } as const;
      return { kind: 'bad', title: `The write had ended before: ${state}.` } as const;
    };
    return this.actions.run(request, reply, { then: DEFERRED, action });
  }

  @Post(':id/retry')
  @RouteConfig(PAGE_FORM)
  retry(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const action = async () => {
      await this.care.retry(id);
      const text = 'If it may have been sent before, it is looked for first.';
      return { kind: 'good', title: 'The write is tried in the next seconds.', text } as const;
    };
    return this.actions.run(request, reply, { then: DEFERRED, action });
  }
}
