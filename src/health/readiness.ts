import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';

/** Where this process stands in its life: the probes of Kubernetes ask for nothing else of it. */
@Injectable()
export class Readiness implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private started = false;
  private draining = false;

  /** Migrations ran and every module is up. */
  get isStarted(): boolean {
    return this.started;
  }

  /** A signal to stop has come: calls in flight end, new ones should go elsewhere. */
  get isDraining(): boolean {
    return this.draining;
  }

  onApplicationBootstrap(): void {
    this.started = true;
  }

  beforeApplicationShutdown(): void {
    this.draining = true;
  }
}
