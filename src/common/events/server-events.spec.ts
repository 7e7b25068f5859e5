import { describe, expect, it, jest } from '@jest/globals';
import type { ServerEvent } from './server-event.js';
import { ServerEvents } from './server-events.js';

const OPENED: ServerEvent = { type: 'circuit_opened', circuit: 'sdp-api:us' };

describe('ServerEvents', () => {
  it('tells every listener, also after one that fails, and the teller notices nothing', () => {
    const events = new ServerEvents();
    const heard = jest.fn();
    events.subscribe(() => {
      throw new Error('broken listener');
    });
    events.subscribe(heard);

    events.emit(OPENED);

    expect(heard).toHaveBeenCalledWith(OPENED);
  });

  it('tells nothing to whoever has left', () => {
    const events = new ServerEvents();
    const heard = jest.fn();
    events.subscribe(heard)();

    events.emit(OPENED);

    expect(heard).not.toHaveBeenCalled();
  });
});
