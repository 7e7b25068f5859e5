import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { KeyRing } from './key-ring.js';
import { CiphertextError, type CiphertextPlace, keyIdOf, TokenCipher } from './token-cipher.js';

const PLACE: CiphertextPlace = {
  table: 'oauth_tokens',
  column: 'refresh_token_ciphertext',
  rowId: '0b0c7a4e-3d4b-4b8e-9d53-1f7d0a8f3c11',
};

/**
 * Made once by another implementation (Python's cryptography, HKDF and AES-GCM) from the key 00 01 … 1f. Rows of
 * this form are in people's databases: if the test fails, the code is wrong, not the constant.
 */
const GOLDEN =
  '01ad065bcf000102030405060708090a0b94daaf6e7dfb4fa2831ac9009ec8493e771b7b8ad22357f9b0218366fb08659c842611f99c';
const GOLDEN_KEY = { label: 'golden', bytes: Buffer.from(Array.from({ length: 32 }, (_, index) => index)) };

const key = (fill: number) => ({ label: `key-${fill}`, bytes: Buffer.alloc(32, fill) });
const cipher = new TokenCipher(new KeyRing([key(1)]));

describe('the token cipher', () => {
  it('opens the golden ciphertext of format 1', () => {
    const golden = new TokenCipher(new KeyRing([key(9), GOLDEN_KEY]));

    expect(golden.decrypt(Buffer.from(GOLDEN, 'hex'), PLACE)).toBe('1000.golden.ünïcode');
  });

  it('writes format, key id, iv and tag before the text', () => {
    const ring = new KeyRing([GOLDEN_KEY]);
    const sealed = new TokenCipher(ring).encrypt('text', PLACE);

    expect(sealed[0]).toBe(1);
    expect(sealed.subarray(1, 5)).toEqual(ring.primary.id);
    expect(sealed).toHaveLength(1 + 4 + 12 + 16 + 4);
  });

  it('opens what it sealed, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cipher.decrypt(cipher.encrypt(text, PLACE), PLACE)).toBe(text);
      }),
    );
  });

  it('never seals the same text alike', () => {
    expect(cipher.encrypt('text', PLACE)).not.toEqual(cipher.encrypt('text', PLACE));
  });

  it('seals under the primary key and opens under any', () => {
    const before = new TokenCipher(new KeyRing([key(1)]));
    const after = new TokenCipher(new KeyRing([key(2), key(1)]));
    const old = before.encrypt('old', PLACE);

    expect(after.decrypt(old, PLACE)).toBe('old');
    expect(keyIdOf(after.encrypt('new', PLACE))).toEqual(new KeyRing([key(2)]).primary.id);
  });

  it('refuses a ciphertext with any bit flipped', () => {
    const sealed = cipher.encrypt('1000.refresh.token', PLACE);
    fc.assert(
      fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
        const changed = Buffer.from(sealed);
        changed[bit >> 3]! ^= 1 << (bit & 7);
        expect(() => cipher.decrypt(changed, PLACE)).toThrow(CiphertextError);
      }),
      { numRuns: sealed.length * 8 },
    );
  });

  it('refuses a ciphertext that was cut or lengthened', () => {
    const sealed = cipher.encrypt('1000.refresh.token', PLACE);
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => cipher.decrypt(sealed.subarray(0, length), PLACE)).toThrow(CiphertextError);
    }
    expect(() => cipher.decrypt(Buffer.concat([sealed, Buffer.of(0)]), PLACE)).toThrow(CiphertextError);
  });

  it('refuses any other bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => cipher.decrypt(Buffer.from(bytes), PLACE)).toThrow(CiphertextError);
      }),
    );
  });

  it.each([
    ['table', { ...PLACE, table: 'oauth_states' }],
    ['column', { ...PLACE, column: 'access_token_ciphertext' }],
    ['row', { ...PLACE, rowId: '0b0c7a4e-3d4b-4b8e-9d53-1f7d0a8f3c12' }],
    ['parts shifted', { ...PLACE, table: 'oauth_tokensr', column: 'efresh_token_ciphertext' }],
  ])('refuses a ciphertext from another %s', (_which, place) => {
    expect(() => cipher.decrypt(cipher.encrypt('text', PLACE), place)).toThrow(CiphertextError);
  });

  it('refuses a ciphertext of a key that is not in the ring', () => {
    const foreign = new TokenCipher(new KeyRing([key(2)])).encrypt('text', PLACE);

    expect(() => cipher.decrypt(foreign, PLACE)).toThrow(CiphertextError);
  });

  it.each(['table', 'column', 'rowId'])('does not seal or open without a %s', (part) => {
    const place = { ...PLACE, [part]: '' };

    expect(() => cipher.encrypt('text', place)).toThrow(RangeError);
    expect(() => cipher.decrypt(cipher.encrypt('text', PLACE), place)).toThrow(RangeError);
  });
});
