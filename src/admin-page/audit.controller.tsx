import { Controller, Get, Query, Req, Res, UseFilters } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuditQuery, auditFilterOf } from '../admin/admin-queries.dto.js';
import { PAGE } from '../admin/admin-routes.js';
import { AuditLog } from '../audit/audit-log.js';
import { PageErrorFilter } from '../pages/page-error.filter.js';
import { sendPage } from '../pages/send-page.js';
import { AdminVisits } from './admin-visits.js';
import { readPageQuery } from './page-query.js';
import { AuditPage } from './views/audit.view.js';

/** What a field for date and time sends: no zone, and by most browsers no seconds. */
const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/;

@Controller('admin/page/audit')
@UseFilters(PageErrorFilter)
export class AuditPageController {
  constructor(
    private readonly log: AuditLog,
    private readonly visits: AdminVisits,
  ) {}

  @Get()
  @RouteConfig(PAGE)
  async list(
    @Query() sent: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const times = { from: asUtc(sent['from']), to: asUtc(sent['to']) };
    const { query, problems } = readPageQuery(AuditQuery, { ...sent, ...times });
    const events = await this.log.page({ ...auditFilterOf(query), before: query.before }, query.limit);
    const next = events.length === query.limit ? (events.at(-1)?.id ?? null) : null;
    const visit = this.visits.of(request);
    await sendPage(reply, <AuditPage {...{ visit, query, problems, events, next }} />);
  }
}

function asUtc(time: unknown): unknown {
  if (typeof time !== 'string' || !LOCAL.test(time)) return time ?? '';
  return `${time.length === 16 ? `${time}:00` : time}Z`;
}
