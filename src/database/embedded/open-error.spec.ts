import { describe, expect, it } from '@jest/globals';
import { toOpenError } from './open-error.js';

const MIB = 1024 * 1024;
const ended = new Error('PGlite failed to initialize properly');

describe('toOpenError', () => {
  it('tells a full disk from a broken folder, which PGlite does not: a backup would be restored for nothing', () => {
    expect(toOpenError('/data', ended, 15 * MIB).message).toMatch(/is full\. Free some space/);
    expect(toOpenError('/data', ended, 17 * MIB).message).toMatch(/does not open .*Restore the folder/);
  });
});
