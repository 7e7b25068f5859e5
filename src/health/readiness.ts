import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ServerLife } from '../common/lifecycle/server-life.js';

/** Where this process stands in its life: the probes of Kubernetes ask for nothing else of it. */
@Injectable()
export class Readiness implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private started = false;

  constructor(private readonly life: ServerLife) {}

  /** Migrations ran and every module is up. */
  get isStarted(): boolean {
    return this.started;
  }

  /** A signal to stop has come: calls in flight end, new ones should go elsewhere. */
  get isDraining(): boolean {
    return this.life.isDraining;
  }

  onApplicationBootstrap(): void {
    this.started = true;
  }

  /** For whoever closes the application without a signal. */
  beforeApplicationShutdown(): void {
    this.life.drain();
  }
}
