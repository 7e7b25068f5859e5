import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { ReplicasModule } from '../replicas/replicas.module.js';
import { OAuthToken } from '../token/oauth-token.entity.js';
import { TokenModule } from '../token/token.module.js';
import { WritesModule } from '../writes/writes.module.js';
import { AdminDoor } from './admin-door.js';
import { AuditController } from './audit.controller.js';
import { CircuitsController } from './circuits.controller.js';
import { ClientDirectory } from './client-directory.js';
import { ClientsController } from './clients.controller.js';
import { DeferredWritesController } from './deferred-writes.controller.js';

/** What the operator sees and mends, under `/admin`. `createApp` puts AdminDoor in front of all of it. */
@Module({
  imports: [AuditModule, ReplicasModule, TokenModule, WritesModule, TypeOrmModule.forFeature([OAuthToken])],
  controllers: [AuditController, CircuitsController, ClientsController, DeferredWritesController],
  providers: [AdminDoor, ClientDirectory],
})
export class AdminModule {}
