import { format, inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { AccessToken } from './access-token.js';

describe('an access token', () => {
  const token = new AccessToken('1000.canary', 3);

  it('gives its value to whoever asks for it by name', () => {
    expect(token.value).toBe('1000.canary');
    expect(token.version).toBe(3);
  });

  it.each([
    ['JSON', () => JSON.stringify({ token })],
    ['inspect', () => inspect(token, { showHidden: true, depth: 9, getters: true })],
    ['format', () => format('%s %o %j', token, token, token)],
    ['a template', () => `${String(token)}`],
    ['a copy', () => JSON.stringify({ ...token })],
    ['its own names', () => JSON.stringify(Object.entries(Object.getOwnPropertyDescriptors(token)))],
  ])('does not show its value in %s', (_where, print) => {
    expect(print()).not.toContain('canary');
  });
});
