import { type DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { AdminModule } from './admin/admin.module.js';
import { AdminPageModule } from './admin-page/admin-page.module.js';
import { AuditModule } from './audit/audit.module.js';
import type { Clock } from './common/time/clock.js';
import type { AppConfig } from './config/app-config.js';
import { ConfigModule } from './config/config.module.js';
import { DatabaseModule } from './database/database.module.js';
import { HealthModule } from './health/health.module.js';
import { McpModule } from './mcp/mcp.module.js';
import { OAuthModule } from './oauth/oauth.module.js';
import { RetentionModule } from './retention/retention.module.js';
import { SetupPageModule } from './setup-page/setup-page.module.js';
import { TelemetryModule } from './telemetry/telemetry.module.js';

@Module({})
export class AppModule {
  static with(config: AppConfig, clock?: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(config, clock),
        ScheduleModule.forRoot(),
        DatabaseModule.with(config.database),
        AuditModule,
        OAuthModule,
        SetupPageModule,
        McpModule,
        RetentionModule,
        AdminModule,
        AdminPageModule,
        HealthModule,
        TelemetryModule,
      ],
    };
  }
}
