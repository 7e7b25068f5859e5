import { describe, expect, it } from '@jest/globals';
import { CredentialHasher } from './credential-hasher.js';
import { KeyRing } from './key-ring.js';

const key = (fill: number) => ({ label: `key-${fill}`, bytes: Buffer.alloc(32, fill) });
const hasher = new CredentialHasher(new KeyRing([key(1)]));
const PAIR = { clientId: '1000.CLIENT', clientSecret: 'secret' };

describe('the credential hasher', () => {
  it('makes the digests that stored rows hold', () => {
    const bytes = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
    const golden = new CredentialHasher(new KeyRing([{ label: 'golden', bytes }]));

    // Made once by another implementation, as in token-cipher.spec.ts.
    expect(golden.lookup(PAIR.clientId).toString('hex')).toBe(
      'ca94202123906a566063b5d2e88f34303addd753c0669c63b574e413fce05eaf',
    );
    expect(golden.verifier(PAIR).toString('hex')).toBe(
      'ad065bcf33a549a9004bd9e5233c6cb0097d352494a51e95a455b577f7c1e9a350ef0bac',
    );
  });

  it('matches the pair a verifier was made of and no other', () => {
    const stored = hasher.verifier(PAIR);

    expect(hasher.matches(stored, PAIR)).toBe(true);
    expect(hasher.matches(stored, { ...PAIR, clientSecret: 'Secret' })).toBe(false);
    expect(hasher.matches(stored, { ...PAIR, clientId: '1000.CLIENTS' })).toBe(false);
    expect(hasher.matches(stored, { clientId: '1000.CLIENTs', clientSecret: 'ecret' })).toBe(false);
    expect(hasher.matches(stored, { ...PAIR, clientSecret: '' })).toBe(false);
  });

  it('matches nothing when nothing is stored, or something that is no verifier', () => {
    const { length } = hasher.verifier(PAIR);

    expect(hasher.matches(undefined, PAIR)).toBe(false);
    expect(hasher.matches(Buffer.alloc(0), PAIR)).toBe(false);
    expect(hasher.matches(Buffer.alloc(length), PAIR)).toBe(false);
    expect(hasher.matches(hasher.verifier(PAIR).subarray(0, -1), PAIR)).toBe(false);
  });

  it('finds and verifies what was stored before a rotation', () => {
    const rotated = new CredentialHasher(new KeyRing([key(2), key(1)]));

    expect(rotated.lookups(PAIR.clientId)).toEqual([rotated.lookup(PAIR.clientId), hasher.lookup(PAIR.clientId)]);
    expect(rotated.matches(hasher.verifier(PAIR), PAIR)).toBe(true);
    expect(rotated.verifier(PAIR)).not.toEqual(hasher.verifier(PAIR));
  });

  it('no longer verifies under a key that left the ring', () => {
    const later = new CredentialHasher(new KeyRing([key(2)]));

    expect(later.matches(hasher.verifier(PAIR), PAIR)).toBe(false);
  });
});
