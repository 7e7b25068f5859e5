import { Readable } from 'node:stream';
import { Controller, Get, Query, StreamableFile, UseInterceptors } from '@nestjs/common';
import type { AuditEvent } from '../audit/audit-event.entity.js';
import { AuditLog } from '../audit/audit-log.js';
import { NoStoreInterceptor } from '../oauth/no-store.interceptor.js';
import { AuditFilterQuery, auditFilterOf, AuditQuery } from './admin-queries.dto.js';
import { auditCsv } from './audit-csv.js';
import { AuditPageSchema } from './admin.openapi.js';
import { Describe } from '../http/describe.js';

@Controller('admin')
@UseInterceptors(NoStoreInterceptor)
export class AuditController {
  constructor(private readonly log: AuditLog) {}

  /** Newest first; what happened in the last half second may still be missing. */
  @Get('audit')
  @Describe({
    summary: 'Who did what to which connection, newest first',
    caller: 'admin',
    answer: AuditPageSchema,
    errors: [400, 401, 429, 503],
  })
  async list(@Query() { before, limit, ...query }: AuditQuery): Promise<{ events: AuditEvent[]; next: string | null }> {
    const events = await this.log.page({ ...auditFilterOf(query), before }, limit);
    return { events, next: events.length === limit ? (events.at(-1)?.id ?? null) : null };
  }

  /** Every event of the filter. An answer that breaks off is not complete. */
  @Get('audit.csv')
  @Describe({ summary: 'All of it as a table', caller: 'admin', answer: 'text/csv', errors: [400, 401, 429, 503] })
  csv(@Query() query: AuditFilterQuery): StreamableFile {
    const rows = Readable.from(auditCsv(this.log, auditFilterOf(query)));
    return new StreamableFile(rows, {
      type: 'text/csv; charset=utf-8; header=present',
      disposition: 'attachment; filename="audit.csv"',
    });
  }
}
