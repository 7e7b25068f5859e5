import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ServerEvents } from '../common/events/server-events.js';
import { Clock } from '../common/time/clock.js';
import { ReplicaBus } from '../replicas/replica-bus.js';
import { ReplicasModule } from '../replicas/replicas.module.js';
import { AuditEvent } from './audit-event.entity.js';
import { AuditLog } from './audit-log.js';
import { AuditRecorder } from './audit-recorder.js';

/** Who did what, kept in the database. */
@Module({
  imports: [ReplicasModule, TypeOrmModule.forFeature([AuditEvent])],
  providers: [
    AuditLog,
    {
      provide: AuditRecorder,
      inject: [AuditLog, ServerEvents, Clock, ReplicaBus],
      useFactory: (log: AuditLog, events: ServerEvents, clock: Clock, { replicaId }: ReplicaBus) =>
        new AuditRecorder({ log, events, clock, replicaId }),
    },
  ],
  exports: [AuditLog],
})
export class AuditModule implements OnApplicationShutdown {
  constructor(private readonly recorder: AuditRecorder) {}

  /** After the last request and before the database closes. */
  async onApplicationShutdown(): Promise<void> {
    await this.recorder.close();
  }
}
