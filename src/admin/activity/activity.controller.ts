import { Controller, Get, UseInterceptors } from '@nestjs/common';
import { NoStoreInterceptor } from '../../oauth/no-store.interceptor.js';
import { Activity, type ActivityReport } from './activity.js';
import { ActivitySchema } from '../admin.openapi.js';
import { Describe } from '../../http/describe.js';

@Controller('admin/activity')
@UseInterceptors(NoStoreInterceptor)
export class ActivityController {
  constructor(private readonly activity: Activity) {}

  @Get()
  @Describe({
    summary: 'Calls, errors and refreshes of the last hour, over all replicas',
    caller: 'admin',
    answer: ActivitySchema,
    errors: [401, 429],
  })
  lastHour(): ActivityReport {
    return this.activity.report();
  }
}
