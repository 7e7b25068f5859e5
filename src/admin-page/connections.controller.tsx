import { Controller, Get, Param, Post, Query, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ClientsQuery } from '../admin/admin-queries.dto.js';
import { PAGE, PAGE_FORM } from '../admin/admin-routes.js';
import { ClientCare } from '../admin/client-care.js';
import { ClientDirectory } from '../admin/client-directory.js';
import { FormGuard } from '../pages/form.guard.js';
import { PageErrorFilter } from '../pages/page-error.filter.js';
import { sendPage } from '../pages/send-page.js';
import { AdminVisits } from './admin-visits.js';
import { PageActions } from './page-actions.js';
import { readPageQuery } from './page-query.js';
import { ConfirmPage } from './views/confirm.view.js';
import { CONNECTIONS, ConnectionsPage } from './views/connections.view.js';

@Controller('admin/page/connections')
@UseFilters(PageErrorFilter)
@UseGuards(FormGuard)
export class ConnectionsPageController {
  constructor(
    private readonly directory: ClientDirectory,
    private readonly care: ClientCare,
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
    const { query, problems } = readPageQuery(ClientsQuery, sent);
    const { id: idPrefix, limit, ...filter } = query;
    const connections = await this.directory.page({ ...filter, idPrefix }, limit);
    const next = connections.length === limit ? (connections.at(-1)?.id ?? null) : null;
    const visit = this.visits.of(request);
    await sendPage(reply, <ConnectionsPage {...{ visit, query, problems, connections, next }} />);
  }

  @Get(':id/remove')
  @RouteConfig(PAGE)
  async ask(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const connection = await this.directory.get(id);
    const page = (
      <ConfirmPage
        visit={this.visits.of(request)}
        at={CONNECTIONS}
        title="Remove a connection"
        action={`${CONNECTIONS}/${connection.id}/remove`}
        button="Remove it"
      >
        <p>
          Connection <code>{connection.id}</code> ({connection.dataCenter}, {connection.portal ?? 'default portal'}).
        </p>
        <p>
          Its tokens are revoked at Zoho and deleted here. The person’s assistant stops working tickets at once, and
          goes on when they set up again. This cannot be undone.
        </p>
      </ConfirmPage>
    );
    await sendPage(reply, page);
  }

  @Post(':id/refresh')
  @RouteConfig(PAGE_FORM)
  refresh(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const action = async () => {
      await this.care.refresh(id);
      return { kind: 'good', title: 'Zoho gave a new access token.' } as const;
    };
    return this.actions.run(request, reply, { then: of(id), action });
  }

  @Post(':id/reset')
  @RouteConfig(PAGE_FORM)
  reset(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const action = async () => {
      await this.care.reset(id);
      const text = 'It is tried again soon. If its grant is dead, Zoho says so again.';
      return { kind: 'good', title: 'The failures of the connection are forgotten.', text } as const;
    };
    return this.actions.run(request, reply, { then: of(id), action });
  }

  @Post(':id/remove')
  @RouteConfig(PAGE_FORM)
  remove(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const action = async () => {
      const { revoked } = await this.care.remove(id);
      const text = revoked ? 'Zoho has revoked its tokens.' : 'Zoho did not confirm that its tokens are revoked.';
      return { kind: 'good', title: 'The connection is removed.', text } as const;
    };
    return this.actions.run(request, reply, { then: CONNECTIONS, action });
  }
}

/** The list with this one alone. */
function of(id: string): string {
  return `${CONNECTIONS}?id=${encodeURIComponent(id)}`;
}
