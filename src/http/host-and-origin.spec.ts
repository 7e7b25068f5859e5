import { describe, expect, it } from '@jest/globals';
import { AppConfig } from '../config/app-config.js';
import { checkHostAndOrigin } from './host-and-origin.js';

const config = AppConfig.fromEnv({ SDP_PUBLIC_URL: 'https://sdp.example.com', SDP_ALLOWED_HOSTS: 'sdp.internal' });

const check = (headers: Record<string, string>, route = '/mcp') => checkHostAndOrigin({ route, headers }, config);

describe('the address of a request', () => {
  it.each(['localhost:3456', '127.0.0.1', '[::1]:3456', 'SDP.example.com', 'sdp.internal:8080'])(
    'may name %s as its host',
    (host) => {
      expect(() => check({ host })).not.toThrow();
    },
  );

  it.each([
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.',
    '',
    'user@evil.example',
    'localhost:80@evil.example',
  ])('is refused with the host "%s"', (host) => {
    expect(() => check({ host })).toThrow(expect.objectContaining({ code: 'ADDRESS_NOT_ALLOWED' }));
  });

  it.each(['https://sdp.example.com', 'http://localhost:6274', 'http://127.0.0.1'])(
    'may come from the page %s',
    (o) => {
      expect(() => check({ host: 'localhost', origin: o })).not.toThrow();
    },
  );

  it.each(['https://evil.example', 'null', 'http://sdp.example.com', 'https://localhost.evil.example'])(
    'is refused from the page %s',
    (origin) => {
      expect(() => check({ host: 'localhost', origin })).toThrow(expect.objectContaining({ httpStatus: 403 }));
    },
  );

  it('does not matter to a probe of health', () => {
    expect(() => check({ host: '10.0.0.7:3456' }, '/health/ready')).not.toThrow();
    expect(() => check({ host: '10.0.0.7:3456' }, '/healthx')).toThrow();
  });
});
