import { Controller, Get, Query, UseInterceptors } from '@nestjs/common';
import type { AuditEvent } from '../audit/audit-event.entity.js';
import { AuditLog } from '../audit/audit-log.js';
import { NoStoreInterceptor } from '../oauth/no-store.interceptor.js';
import { AuditQuery } from './admin-queries.dto.js';

@Controller('admin/audit')
@UseInterceptors(NoStoreInterceptor)
export class AuditController {
  constructor(private readonly log: AuditLog) {}

  /** Newest first; what happened in the last half second may still be missing. */
  @Get()
  async list(@Query() query: AuditQuery): Promise<{ events: AuditEvent[]; next: string | null }> {
    const { connection: connectionId, event, actor, outcome, before, limit } = query;
    const [from, to] = [query.from, query.to].map((time) => (time === undefined ? undefined : new Date(time)));
    const events = await this.log.page({ connectionId, event, actor, outcome, from, to, before }, limit);
    return { events, next: events.length === limit ? (events.at(-1)?.id ?? null) : null };
  }
}
