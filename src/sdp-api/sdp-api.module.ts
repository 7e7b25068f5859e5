import { setTimeout as wait } from 'node:timers/promises';
import { Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { ServerEvents } from '../common/events/server-events.js';
import { CircuitBreakers } from '../common/resilience/circuit-breakers.js';
import { Clock } from '../common/time/clock.js';
import { AppConfig } from '../config/app-config.js';
import { ReplicaBus } from '../replicas/replica-bus.js';
import { ReplicasModule } from '../replicas/replicas.module.js';
import { TokenModule } from '../token/token.module.js';
import { TokenService } from '../token/token.service.js';
import { AccessTokenSource } from './access-token-source.js';
import { SdpHttp } from './http/sdp-http.js';
import { SdpApiFactory } from './sdp-api.factory.js';

/** ServiceDesk Plus over HTTP. The only place where its port to tokens is bound. */
@Module({
  imports: [ReplicasModule, TokenModule],
  providers: [
    // A factory rather than an alias: the compiler then checks that the service fits the port.
    {
      provide: AccessTokenSource,
      inject: [TokenService],
      useFactory: (tokens: TokenService): AccessTokenSource => tokens,
    },
    {
      provide: SdpHttp,
      inject: [AccessTokenSource, CircuitBreakers, Clock, ServerEvents, AppConfig],
      useFactory: (
        tokens: AccessTokenSource,
        breakers: CircuitBreakers,
        clock: Clock,
        events: ServerEvents,
        config: AppConfig,
      ) =>
        new SdpHttp({
          tokens,
          breakers,
          clock,
          events,
          dataCenters: config.dataCenters,
          proxy: config.proxy,
          pause: (ms, signal) => wait(ms, undefined, { signal }),
          random: Math.random,
        }),
    },
    {
      provide: SdpApiFactory,
      inject: [SdpHttp, Clock],
      useFactory: (http: SdpHttp, clock: Clock) => new SdpApiFactory(http, clock),
    },
  ],
  exports: [SdpApiFactory],
})
export class SdpApiModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    private readonly http: SdpHttp,
    private readonly bus: ReplicaBus,
    private readonly events: ServerEvents,
  ) {}

  /** Set-up by a person, or an administrator, resets what a connection's failures caused, on every replica. */
  onModuleInit(): void {
    this.bus.on('connection_set_up', ({ connectionId }) => this.http.forget(connectionId));
    this.events.subscribe((event) => {
      if (event.type !== 'connection_set_up' && event.type !== 'connection_reset') return;
      this.bus.publish({ type: 'connection_set_up', connectionId: event.connectionId });
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.http.close();
  }
}
