import { hostname } from 'node:os';
import { Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { PostgresChannel } from './postgres-channel.js';
import { ReplicaBus } from './replica-bus.js';
import { ReplicaCircuits } from './replica-circuits.js';
import { newReplicaId } from './replica-id.js';

/** Control messages among the replicas on one PostgreSQL. With the embedded database there is one process, alone. */
@Module({
  providers: [
    {
      provide: ReplicaBus,
      inject: [AppConfig],
      useFactory: ({ database }: AppConfig) => {
        const replicaId = newReplicaId(hostname());
        return new ReplicaBus(
          replicaId,
          database.kind === 'postgres' ? new PostgresChannel(database.url, replicaId) : undefined,
        );
      },
    },
    ReplicaCircuits,
  ],
  exports: [ReplicaBus, ReplicaCircuits],
})
export class ReplicasModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(private readonly bus: ReplicaBus) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.bus.open();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.bus.close();
  }
}
