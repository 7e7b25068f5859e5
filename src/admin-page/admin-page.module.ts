import { Module } from '@nestjs/common';
import { AdminModule } from '../admin/admin.module.js';
import { AdminVisits } from './admin-visits.js';
import { AuditPageController } from './audit.controller.js';
import { CircuitsPageController } from './circuits.controller.js';
import { ConnectionsPageController } from './connections.controller.js';
import { DeferredWritesPageController } from './deferred-writes.controller.js';
import { EntryController } from './entry.controller.js';
import { PageActions } from './page-actions.js';

/** The operator page: what the API under `/admin` gives, for people. See ADR 0016. */
@Module({
  imports: [AdminModule],
  controllers: [
    EntryController,
    ConnectionsPageController,
    CircuitsPageController,
    DeferredWritesPageController,
    AuditPageController,
  ],
  providers: [AdminVisits, PageActions],
})
export class AdminPageModule {}
