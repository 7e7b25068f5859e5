import { describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../test/support/fake-clock.js';
import { ConnectionCache } from './connection-cache.js';
import { ConnectionChanges } from './connection-changes.js';

function cache() {
  const clock = new FakeClock();
  const changes = new ConnectionChanges();
  return { clock, changes, entries: new ConnectionCache<string>(changes, clock) };
}

describe('the connection cache', () => {
  it('keeps a value for a minute', () => {
    const { clock, changes, entries } = cache();
    entries.set('key', 'row-1', 'value', changes.mark());

    clock.advance(60_000);
    expect(entries.get('key')).toBe('value');
    clock.advance(1);
    expect(entries.get('key')).toBeUndefined();
  });

  it('drops a value whose age is unknown because the clock was set back', () => {
    const { clock, changes, entries } = cache();
    entries.set('key', 'row-1', 'value', changes.mark());

    clock.advance(-3_600_000);
    expect(entries.get('key')).toBeUndefined();
    expect(entries.getAged('key')).toBe('value');
  });

  it('drops what a write has replaced, and nothing of other rows', () => {
    const { changes, entries } = cache();
    entries.set('one', 'row-1', 'value', changes.mark());
    entries.set('two', 'row-2', 'value', changes.mark());

    changes.announce('row-1');

    expect(entries.get('one')).toBeUndefined();
    expect(entries.get('two')).toBe('value');
  });

  it('has aged values for who asks for them, unless they are replaced', () => {
    const { clock, changes, entries } = cache();
    entries.set('one', 'row-1', 'value', changes.mark());
    entries.set('two', 'row-2', 'value', changes.mark());
    clock.advance(3_600_000);
    changes.announce('row-2');

    expect(entries.get('one')).toBeUndefined();
    expect(entries.getAged('one')).toBe('value');
    expect(entries.getAged('two')).toBeUndefined();
  });

  it('drops what was replaced also when more connections changed since than are remembered', () => {
    const { changes, entries } = cache();
    entries.set('one', 'row-1', 'value', changes.mark());
    changes.announce('row-1');
    for (let count = 0; count < 100_001; count += 1) changes.note(`other-${count}`);
    entries.set('two', 'row-2', 'value', changes.mark());

    expect(entries.getAged('one')).toBeUndefined();
    expect(entries.getAged('two')).toBe('value');
  });

  it('does not keep a value that was read before a write and stored after it', () => {
    const { changes, entries } = cache();
    const mark = changes.mark();
    changes.announce('row-1');

    entries.set('key', 'row-1', 'old', mark);

    expect(entries.get('key')).toBeUndefined();
  });
});
