import { type DynamicModule, Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CircuitBreakers } from '../common/resilience/circuit-breakers.js';
import { Clock, SystemClock } from '../common/time/clock.js';
import { AppConfig } from './app-config.js';

/** Provides the settings, the clock and the circuit breakers to every module; the only global module. */
@Global()
@Module({})
export class ConfigModule implements OnApplicationShutdown {
  constructor(private readonly breakers: CircuitBreakers) {}

  static with(config: AppConfig, clock: Clock = new SystemClock()): DynamicModule {
    return {
      module: ConfigModule,
      providers: [
        { provide: AppConfig, useValue: config },
        { provide: Clock, useValue: clock },
        { provide: CircuitBreakers, useFactory: () => new CircuitBreakers(clock) },
      ],
      exports: [AppConfig, Clock, CircuitBreakers],
    };
  }

  onApplicationShutdown(): void {
    this.breakers.shutdown();
  }
}
