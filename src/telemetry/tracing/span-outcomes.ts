import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { listenBy } from '../../common/events/event-table.js';
import { ServerEvents } from '../../common/events/server-events.js';
import { failSpan } from '../../common/tracing.js';

/** A failed tool call is a result and throws nothing: its span learns of it by the event, which is told inside of it. */
@Injectable()
export class SpanOutcomes implements OnApplicationShutdown {
  private readonly leave: () => void;

  constructor(events: ServerEvents) {
    this.leave = listenBy(events, {
      tool_called: ({ outcome }) => {
        if (outcome !== 'ok') failSpan(outcome);
      },
    });
  }

  onApplicationShutdown(): void {
    this.leave();
  }
}
