import { Logger } from '@nestjs/common';

/** Says when this process begins to end, to all who then stop taking on work. It ends once. */
export class ServerLife {
  private readonly logger = new Logger(ServerLife.name);
  private readonly listeners: (() => void)[] = [];
  private draining = false;

  /** What is under way goes on; nothing new should be sent here or be begun here. */
  get isDraining(): boolean {
    return this.draining;
  }

  /** @param stop returns at once */
  onDrain(stop: () => void): void {
    this.listeners.push(stop);
  }

  drain(): void {
    if (this.draining) return;
    this.draining = true;
    for (const stop of this.listeners) {
      try {
        stop();
      } catch (error) {
        this.logger.error({ event: 'listener_failed', reason: 'drain', error });
      }
    }
  }
}
