import { describe, expect, it } from '@jest/globals';
import { InFlightCalls } from './in-flight-calls.js';

const forever = (): AbortSignal => new AbortController().signal;

describe('calls in flight', () => {
  it.each([7, 0, 'seven', ''])('are cancelled by scope and id %j', (id) => {
    const calls = new InFlightCalls();
    const [call, other] = [calls.begin('a', id, forever()), calls.begin('b', id, forever())];

    expect(calls.cancel('a', id)).toBe(true);

    expect([call.signal.aborted, other.signal.aborted]).toEqual([true, false]);
  });

  it('tell the number 7 from the text 7', () => {
    const calls = new InFlightCalls();
    const call = calls.begin('a', 7, forever());

    expect(calls.cancel('a', '7')).toBe(false);
    expect(call.signal.aborted).toBe(false);
  });

  it('are left alone when two share the id', () => {
    const calls = new InFlightCalls();
    const both = [calls.begin('a', 7, forever()), calls.begin('a', 7, forever())];

    expect(calls.cancel('a', 7)).toBe(false);
    expect(both.map(({ signal }) => signal.aborted)).toEqual([false, false]);
  });

  it('end with their connection, even one that was gone before they began', () => {
    const calls = new InFlightCalls();
    const connection = new AbortController();
    const call = calls.begin('a', 1, connection.signal);

    connection.abort();

    expect(call.signal.aborted).toBe(true);
    expect(calls.begin('a', 2, connection.signal).signal.aborted).toBe(true);
  });

  it('are counted until they end', () => {
    const calls = new InFlightCalls();
    const [first, second] = [calls.begin('a', 1, forever()), calls.begin('a', 1, forever())];

    expect(calls.count('a')).toBe(2);
    first.end();
    second.end();
    expect([calls.count('a'), calls.cancel('a', 1)]).toEqual([0, false]);
  });
});
