import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { KeyRing } from './key-ring.js';

const key = (fill: number, label = `key-${fill}`) => ({ label, bytes: Buffer.alloc(32, fill) });

describe('a key ring', () => {
  it('gives a key the same id under another name and at another place', () => {
    const alone = new KeyRing([key(1, 'default')]);
    const among = new KeyRing([key(2), key(1, '2026-11')]);

    expect(among.find(alone.primary.id)?.label).toBe('2026-11');
    expect(among.primary.id).not.toEqual(alone.primary.id);
  });

  it('takes the first key as primary', () => {
    expect(new KeyRing([key(3), key(4)]).primary.label).toBe('key-3');
  });

  it('does not use one key for two purposes', () => {
    const { encryption, lookup, verifier } = new KeyRing([key(1)]).primary;
    const exported = [encryption, lookup, verifier].map((part) => part.export().toString('hex'));

    expect(new Set([...exported, key(1).bytes.toString('hex')]).size).toBe(4);
  });

  it('does not show its keys when printed', () => {
    const bytes = Buffer.from('0123456789abcdef0123456789abcdef');
    const printed = inspect(new KeyRing([{ label: 'x', bytes }]), { depth: 9, showHidden: true });

    expect(printed).not.toContain(bytes.toString('hex').slice(0, 16));
    expect(printed).not.toMatch(/30 31 32 33/);
  });

  it.each([
    ['nothing', []],
    ['a key of 31 bytes', [{ label: 'short', bytes: Buffer.alloc(31) }]],
    ['one key twice', [key(1, 'a'), key(1, 'b')]],
  ])('refuses %s', (_what, keys) => {
    expect(() => new KeyRing(keys)).toThrow(RangeError);
  });
});
