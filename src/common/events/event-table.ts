import type { EventOf, ServerEvent, ServerEventType } from './server-event.js';
import type { ServerEvents } from './server-events.js';

/** What a subscriber does for each event it cares about. */
export type EventTable = { readonly [T in ServerEventType]?: (event: EventOf<T>) => void };

/** Lets a table hear what happens. Returns the way to end it. */
export function listenBy(events: Pick<ServerEvents, 'subscribe'>, table: EventTable): () => void {
  return events.subscribe((event) => {
    // The table's own type pairs each handler with its event; TypeScript loses that pairing over a union.
    const handle = table[event.type] as ((event: ServerEvent) => void) | undefined;
    handle?.(event);
  });
}
