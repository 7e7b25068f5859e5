import { describe, expect, it } from '@jest/globals';
import { exchangeError } from './exchange-error.js';
import type { GrantVerdict } from './grant-verdict.js';

type Failed = Exclude<GrantVerdict, { kind: 'ok' }>;

const US = { dataCenter: 'us', home: undefined } as const;
const permanent = (code: Extract<Failed, { kind: 'permanent' }>['code']): Failed => ({ kind: 'permanent', code });
const configuration = (code: Extract<Failed, { kind: 'configuration' }>['code']): Failed => ({
  kind: 'configuration',
  code,
});

describe('a failed code exchange', () => {
  it.each([
    [permanent('invalid_code'), 'GRANT_TOKEN_INVALID', 400],
    [permanent('invalid_grant'), 'GRANT_TOKEN_INVALID', 400],
    [permanent('invalid_client'), 'CLIENT_UNKNOWN', 401],
    [permanent('invalid_client_secret'), 'CLIENT_REJECTED', 401],
    [permanent('unauthorized_client'), 'CLIENT_REJECTED', 401],
    [configuration('invalid_redirect_uri'), 'REDIRECT_URI_MISMATCH', 400],
    [configuration('invalid_scope'), 'SCOPE_INVALID', 400],
    [configuration('general_error'), 'ZOHO_UNAVAILABLE', 503],
    [{ kind: 'throttled', everyone: false } satisfies Failed, 'ZOHO_THROTTLED', 429],
    [{ kind: 'transient', code: 'timeout', mayHaveIssued: true } satisfies Failed, 'ZOHO_UNAVAILABLE', 503],
  ])('with verdict %j is %s', (verdict, code, httpStatus) => {
    expect(exchangeError(verdict, US)).toMatchObject({ code, httpStatus });
  });

  it('names the data center that was asked', () => {
    expect(exchangeError(permanent('invalid_code'), { dataCenter: 'jp', home: undefined }).message).toContain('jp');
    expect(exchangeError(permanent('invalid_client'), { dataCenter: 'jp', home: undefined }).message).toContain('jp');
  });

  it.each(['invalid_code', 'invalid_client'] as const)(
    'with %s names the home of a client that is known elsewhere',
    (code) => {
      const error = exchangeError(permanent(code), { dataCenter: 'us', home: 'eu' });

      expect(error).toMatchObject({ code: 'GRANT_TOKEN_WRONG_DATA_CENTER' });
      expect(error.resolution).toContain('eu');
    },
  );

  it('does not blame the data center that is the client’s home', () => {
    expect(exchangeError(permanent('invalid_code'), { dataCenter: 'eu', home: 'eu' }).code).toBe('GRANT_TOKEN_INVALID');
  });

  it('says whether the grant token may be used up', () => {
    const lost = exchangeError({ kind: 'transient', code: 'timeout', mayHaveIssued: true }, US);
    const unsent = exchangeError({ kind: 'transient', code: 'unreachable', mayHaveIssued: false }, US);

    expect(lost.resolution).toContain('generate a new one');
    expect(unsent.resolution).toContain('not used up');
  });
});
