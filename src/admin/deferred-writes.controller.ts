import { Controller, Get, UseInterceptors } from '@nestjs/common';
import { NoStoreInterceptor } from '../oauth/no-store.interceptor.js';
import { type DeferredOverview, DeferredWrites } from '../writes/deferred-writes.js';

@Controller('admin/deferred-writes')
@UseInterceptors(NoStoreInterceptor)
export class DeferredWritesController {
  constructor(private readonly writes: DeferredWrites) {}

  /** How many in each state, and the newest 200, without what they say: that is their person's. */
  @Get()
  overview(): Promise<DeferredOverview> {
    return this.writes.overview();
  }
}
