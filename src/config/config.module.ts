import { type DynamicModule, Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { ServerEvents } from '../common/events/server-events.js';
import { CircuitBreakers } from '../common/resilience/circuit-breakers.js';
import { ServerLife } from '../common/lifecycle/server-life.js';
import { ReplicaLoad } from '../common/resilience/in-flight-limit.js';
import { Clock, SystemClock } from '../common/time/clock.js';
import { AppConfig } from './app-config.js';

/** Provides the settings, the clock, the events, the process's life, the bound on calls and the circuit breakers to every module; the only global module. */
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
        ServerEvents,
        ServerLife,
        {
          provide: ReplicaLoad,
          inject: [ServerEvents],
          useFactory: (events: ServerEvents) => new ReplicaLoad(config.maxCalls, events),
        },
        {
          provide: CircuitBreakers,
          inject: [ServerEvents],
          useFactory: (events: ServerEvents) =>
            new CircuitBreakers(clock, {}, Math.random, (circuit, to) => {
              // Who reset it is known to whoever asked for it, and told there.
              if (to !== 'reset') events.emit({ type: `circuit_${to}`, circuit });
            }),
        },
      ],
      exports: [AppConfig, Clock, ServerEvents, ServerLife, ReplicaLoad, CircuitBreakers],
    };
  }

  onApplicationShutdown(): void {
    this.breakers.shutdown();
  }
}
