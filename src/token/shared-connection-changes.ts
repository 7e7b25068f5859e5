import type { ReplicaBus } from '../replicas/replica-bus.js';
import { MOST_CONNECTIONS } from '../replicas/replica-message.js';
import { ConnectionChanges } from './connection-changes.js';

/** Changes that replicas tell each other: what one of them revokes, none of them serves a moment later. */
export function sharedConnectionChanges(bus: ReplicaBus): ConnectionChanges {
  const waiting = new Set<string>();
  const tell = (): void => {
    const ids = [...waiting];
    waiting.clear();
    for (let first = 0; first < ids.length; first += MOST_CONNECTIONS) {
      bus.publish({ type: 'connections_changed', connectionIds: ids.slice(first, first + MOST_CONNECTIONS) });
    }
  };

  const changes = new ConnectionChanges((connectionId) => {
    // Rows are often written together: their ids travel together.
    if (waiting.size === 0) setImmediate(tell);
    waiting.add(connectionId);
  });
  bus.on('connections_changed', ({ connectionIds }, origin) => {
    if (origin === 'elsewhere') connectionIds.forEach((id) => changes.note(id));
  });
  bus.onResync(() => changes.forgetEverything());
  return changes;
}
