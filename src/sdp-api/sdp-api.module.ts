import { setTimeout as wait } from 'node:timers/promises';
import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { CircuitBreakers } from '../common/resilience/circuit-breakers.js';
import { Clock } from '../common/time/clock.js';
import { AppConfig } from '../config/app-config.js';
import { TokenModule } from '../token/token.module.js';
import { TokenService } from '../token/token.service.js';
import { AccessTokenSource } from './access-token-source.js';
import { SdpHttp } from './http/sdp-http.js';
import { SdpApiFactory } from './sdp-api.factory.js';

/** ServiceDesk Plus over HTTP. The only place where its port to tokens is bound. */
@Module({
  imports: [TokenModule],
  providers: [
    // A factory rather than an alias: the compiler then checks that the service fits the port.
    {
      provide: AccessTokenSource,
      inject: [TokenService],
      useFactory: (tokens: TokenService): AccessTokenSource => tokens,
    },
    {
      provide: SdpHttp,
      inject: [AccessTokenSource, CircuitBreakers, Clock, AppConfig],
      useFactory: (tokens: AccessTokenSource, breakers: CircuitBreakers, clock: Clock, config: AppConfig) =>
        new SdpHttp({
          tokens,
          breakers,
          clock,
          dataCenters: config.dataCenters,
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
export class SdpApiModule implements OnApplicationShutdown {
  constructor(private readonly http: SdpHttp) {}

  async onApplicationShutdown(): Promise<void> {
    await this.http.close();
  }
}
