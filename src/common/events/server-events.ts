import { Logger } from '@nestjs/common';
import type { ServerEvent } from './server-event.js';

export type ServerEventListener = (event: ServerEvent) => void;

/** Tells listeners of this process what happens. Nobody waits for a listener, and none can make the teller fail. */
export class ServerEvents {
  private readonly logger = new Logger(ServerEvents.name);
  private readonly listeners = new Set<ServerEventListener>();

  /** Returns the way to end it. */
  subscribe(listener: ServerEventListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  emit(event: ServerEvent): void {
    for (const listener of this.listeners) {
      try {
        listener(event);
      } catch (error) {
        this.logger.error({ event: 'listener_failed', reason: event.type, error });
      }
    }
  }
}
