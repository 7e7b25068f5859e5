import { describe, expect, it } from '@jest/globals';

import { missingText, Parts } from './parts.js';
import { ToolInputError } from './tool.errors.js';

describe('parts of an answer', () => {
  it('that cannot be read are named with the reason', async () => {
    const parts = new Parts(new AbortController().signal);
    const notes = await parts.read('notes', Promise.reject(new ToolInputError('Not today.', 'Later.')));

    expect(notes).toBeUndefined();
    expect(missingText(parts.missing)).toBe('Not available: notes (Not today.)');
  });

  it('do not hide a fault of ours', async () => {
    const parts = new Parts(new AbortController().signal);

    await expect(parts.read('notes', Promise.reject(new TypeError('a bug')))).rejects.toThrow(TypeError);
  });

  it('do not go on when the caller has gone', async () => {
    const caller = new AbortController();
    caller.abort();
    const reading = Promise.reject(new ToolInputError('Cancelled.', ''));

    await expect(new Parts(caller.signal).read('notes', reading)).rejects.toThrow('Cancelled.');
  });

  it('are not spoken of when all are there', () => {
    expect(missingText([])).toBeUndefined();
  });
});
