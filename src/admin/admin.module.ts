import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { PagesModule } from '../pages/pages.module.js';
import { ReplicasModule } from '../replicas/replicas.module.js';
import { OAuthToken } from '../token/oauth-token.entity.js';
import { TokenModule } from '../token/token.module.js';
import { WritesModule } from '../writes/writes.module.js';
import { Activity } from './activity/activity.js';
import { ActivityController } from './activity/activity.controller.js';
import { AdminDoor } from './admin-door.js';
import { AdminSession } from './admin-session.js';
import { AdminTokens } from './admin-tokens.js';
import { AuditController } from './audit.controller.js';
import { CircuitsController } from './circuits.controller.js';
import { ClientCare } from './client-care.js';
import { ClientDirectory } from './client-directory.js';
import { ClientsController } from './clients.controller.js';
import { DeferredWritesController } from './deferred-writes.controller.js';
import { Overview } from './overview/overview.js';
import { OverviewController } from './overview/overview.controller.js';

/** What the operator sees and mends, under `/admin`. `createApp` puts AdminDoor in front of all of it. */
@Module({
  imports: [
    AuditModule,
    PagesModule,
    ReplicasModule,
    TokenModule,
    WritesModule,
    TypeOrmModule.forFeature([OAuthToken]),
  ],
  controllers: [
    ActivityController,
    AuditController,
    CircuitsController,
    ClientsController,
    DeferredWritesController,
    OverviewController,
  ],
  providers: [Activity, AdminDoor, AdminSession, AdminTokens, ClientCare, ClientDirectory, Overview],
  exports: [
    Activity,
    AdminDoor,
    AdminSession,
    AuditModule,
    ClientCare,
    ClientDirectory,
    Overview,
    PagesModule,
    ReplicasModule,
    WritesModule,
  ],
})
export class AdminModule {}
