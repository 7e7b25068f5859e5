import { describe, expect, it } from '@jest/globals';
import { accessKeyCheck, type KeyedRequest } from './access-key.js';

const check = accessKeyCheck({ accessKeys: ['first-key-0123456789', 'second-key-0123456789'] });
const request = (route: string, headers: Record<string, string> = {}, method = 'GET'): KeyedRequest => ({
  route,
  headers,
  method,
});

describe('the access key of the server', () => {
  it.each(['/mcp', '/sse', '/messages', '/oauth/setup'])('is asked for at %s', (route) => {
    expect(() => check(request(route))).toThrow(expect.objectContaining({ code: 'ACCESS_KEY_REQUIRED' }));
    expect(() => check(request(route, { 'x-sdp-access-key': 'wrong-key-0123456789' }))).toThrow();
    expect(() => check(request(route, { 'x-sdp-access-key': 'second-key-0123456789' }))).not.toThrow();
    expect(() => check(request(route, { authorization: 'bearer first-key-0123456789' }))).not.toThrow();
  });

  it('is read from Authorization when its own header holds a placeholder', () => {
    const headers = { 'x-sdp-access-key': '${SDP_ACCESS_KEY}', authorization: 'Bearer first-key-0123456789' };

    expect(() => check(request('/mcp', headers))).not.toThrow();
  });

  it.each(['/health', '/', '/oauth/callback', '/.well-known/oauth-protected-resource'])(
    'is not asked for at %s',
    (route) => {
      expect(() => check(request(route))).not.toThrow();
    },
  );

  it("is not asked for in a browser's preflight, which cannot carry it", () => {
    expect(() => check(request('/mcp', {}, 'OPTIONS'))).not.toThrow();
  });

  it('is not asked for when the server has none', () => {
    expect(() => accessKeyCheck({ accessKeys: [] })(request('/mcp'))).not.toThrow();
  });
});
