import { Controller, Get, HttpCode, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { NoStoreInterceptor } from '../oauth/no-store.interceptor.js';
import { DeferredCare } from '../writes/deferred-care.js';
import { type DeferredOverview, type DeferredSummary, DeferredWrites } from '../writes/deferred-writes.js';
import { DeferredWritesQuery } from './admin-queries.dto.js';
import { ChangedWriteSchema, DeferredOverviewSchema } from './admin.openapi.js';
import { Describe } from '../http/describe.js';

/** Writes that wait, without what they say: that is their person's. */
@Controller('admin/deferred-writes')
@UseInterceptors(NoStoreInterceptor)
export class DeferredWritesController {
  constructor(
    private readonly writes: DeferredWrites,
    private readonly care: DeferredCare,
  ) {}

  /** How many in each state, and the newest 200. */
  @Get()
  @Describe({
    summary: 'How many in each state, and the newest, without what they say',
    caller: 'admin',
    answer: DeferredOverviewSchema,
    errors: [400, 401, 429, 503],
  })
  overview(@Query() { state }: DeferredWritesQuery): Promise<DeferredOverview> {
    return this.writes.overview(state);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Describe({
    summary: 'Cancel one that waits',
    caller: 'admin',
    answer: ChangedWriteSchema,
    errors: [401, 404, 409, 429, 503],
  })
  async cancel(@Param('id') id: string): Promise<{ write: DeferredSummary }> {
    return { write: await this.care.cancel(id) };
  }

  @Post(':id/retry')
  @HttpCode(200)
  @Describe({
    summary: 'Send one again',
    caller: 'admin',
    answer: ChangedWriteSchema,
    errors: [401, 404, 409, 429, 503],
  })
  async retry(@Param('id') id: string): Promise<{ write: DeferredSummary }> {
    return { write: await this.care.retry(id) };
  }
}
