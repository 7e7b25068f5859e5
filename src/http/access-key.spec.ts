import { describe, expect, it } from '@jest/globals';
import { accessKeyCheck } from './access-key.js';

const check = accessKeyCheck({ accessKeys: ['first-key-0123456789', 'second-key-0123456789'] });
const request = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
  ({ url, headers, method }) as Parameters<typeof check>[0];

describe('the access key of the server', () => {
  it.each(['/mcp', '/sse?x=1', '/messages?sessionId=1', '/oauth/setup'])('is asked for at %s', (url) => {
    expect(() => check(request(url))).toThrow(expect.objectContaining({ code: 'ACCESS_KEY_REQUIRED' }));
    expect(() => check(request(url, { 'x-sdp-access-key': 'wrong-key-0123456789' }))).toThrow();
    expect(() => check(request(url, { 'x-sdp-access-key': 'second-key-0123456789' }))).not.toThrow();
    expect(() => check(request(url, { authorization: 'bearer first-key-0123456789' }))).not.toThrow();
  });

  it.each(['/health', '/', '/oauth/callback?code=1', '/.well-known/oauth-protected-resource'])(
    'is not asked for at %s',
    (url) => {
      expect(() => check(request(url))).not.toThrow();
    },
  );

  it("is not asked for in a browser's preflight, which cannot carry it", () => {
    expect(() => check(request('/mcp', {}, 'OPTIONS'))).not.toThrow();
  });

  it('is not asked for when the server has none', () => {
    expect(() => accessKeyCheck({ accessKeys: [] })(request('/mcp'))).not.toThrow();
  });
});
