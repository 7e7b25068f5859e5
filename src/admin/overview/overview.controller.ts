import { Controller, Get, UseInterceptors } from '@nestjs/common';
import { NoStoreInterceptor } from '../../oauth/no-store.interceptor.js';
import { Overview, type OverviewReport } from './overview.js';
import { OverviewSchema } from '../admin.openapi.js';
import { Describe } from '../../http/describe.js';

@Controller('admin/overview')
@UseInterceptors(NoStoreInterceptor)
export class OverviewController {
  constructor(private readonly overview: Overview) {}

  /** Answers while the database is away, too. */
  @Get()
  @Describe({
    summary: 'How the whole server does, also while the database is away',
    caller: 'admin',
    answer: OverviewSchema,
    errors: [401, 429],
  })
  report(): Promise<OverviewReport> {
    return this.overview.make();
  }
}
