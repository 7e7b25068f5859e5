import { Injectable, Logger } from '@nestjs/common';
import type { ServerEvent, ServerEventType } from '../../common/events/server-event.js';
import { ServerEvents } from '../../common/events/server-events.js';
import { type EventLine, eventLines } from './event-lines.js';

/** Writes what happens to the log, as `event-lines.ts` has it; until the last event of the shutdown. */
@Injectable()
export class EventLog {
  private readonly logger = new Logger('Events');

  constructor(events: ServerEvents) {
    events.subscribe((event) => this.write(event));
  }

  private write(event: ServerEvent): void {
    // The table's own type pairs each line with its event; TypeScript loses that pairing over a union.
    const line = eventLines[event.type] as EventLine<ServerEventType> | undefined;
    if (!line) return;
    const level = typeof line.level === 'function' ? line.level(event) : line.level;
    this.logger[level]({ event: event.type, ...line.fields(event) });
  }
}
