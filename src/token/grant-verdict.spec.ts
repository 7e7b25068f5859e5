import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isPermanentCode, judgeGrant } from './grant-verdict.js';

const ACCESS = `1000.${'a'.repeat(32)}.${'b'.repeat(32)}`;
const REFRESH = `1000.${'c'.repeat(32)}.${'d'.repeat(32)}`;
const GOOD = { access_token: ACCESS, api_domain: 'https://www.zohoapis.com', token_type: 'Bearer', expires_in: 3600 };
const THROTTLE = {
  error_description: 'You have made too many requests continuously. Please try again after some time.',
  error: 'Access Denied',
  status: 'failure',
};
const HTML = '<!DOCTYPE html><html><title>Service unavailable</title>invalid_code</html>';

interface Case {
  readonly status?: number;
  readonly type?: string;
  readonly body: unknown;
}

function judge({ status = 200, type = 'application/json;charset=UTF-8', body }: Case) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const bytes = body instanceof Uint8Array ? body : new TextEncoder().encode(text);
  return judgeGrant({ status, contentType: type, body: bytes });
}

/** The verdict in one word: `ok 3600`, `throttled`, `permanent invalid_code`, `transient network maybe`. */
function inWords(given: Case): string {
  const verdict = judge(given);
  switch (verdict.kind) {
    case 'ok':
      return `ok ${verdict.grant.lifetimeSeconds}`;
    case 'throttled':
      return 'throttled';
    case 'permanent':
    case 'configuration':
      return `${verdict.kind} ${verdict.code}`;
    case 'transient':
      return `transient ${verdict.code}${verdict.mayHaveIssued ? ' maybe' : ''}`;
  }
}

const bytes = (...values: number[]) => Uint8Array.from(values);
const withBom = new TextEncoder().encode(`\ufeff${JSON.stringify(GOOD)}`);

const CASES: readonly (readonly [expected: string, title: string, given: Case])[] = [
  ['ok 3600', 'a refresh', { body: GOOD }],
  ['ok 3600', 'a code exchange', { body: { ...GOOD, refresh_token: REFRESH } }],
  ['ok 3600', 'a token with scopes', { body: { ...GOOD, scope: 'A.b.READ C.d.ALL' } }],
  ['ok 3600', 'status 201', { status: 201, body: GOOD }],
  ['ok 3600', 'a byte order mark', { body: withBom }],
  ['ok 3600', 'fields we do not know', { body: { ...GOOD, id_token: 'x', nested: { error: 'invalid_code' } } }],
  ['ok 3600', 'milliseconds beside seconds', { body: { ...GOOD, expires_in: 3_600_000, expires_in_sec: 3600 } }],
  ['ok 3600', 'milliseconds alone', { body: { ...GOOD, expires_in: 3_600_000 } }],
  ['ok 1200', 'seconds that differ from both', { body: { ...GOOD, expires_in: 3600, expires_in_sec: 1200 } }],
  ['ok 3600', 'a life as text', { body: { ...GOOD, expires_in: '3600' } }],
  ['ok 60', 'the shortest life', { body: { ...GOOD, expires_in: 60 } }],
  ['ok 86400', 'the longest life', { body: { ...GOOD, expires_in: 86_400 } }],
  ['ok 3600', 'a token labelled as HTML', { type: 'text/html', body: GOOD }],
  ['ok 3600', 'an error of null', { body: { ...GOOD, error: null } }],

  ['throttled', 'the recorded body with 400', { status: 400, body: THROTTLE }],
  ['throttled', 'the recorded body with 200', { body: THROTTLE }],
  ['throttled', 'the recorded body with 503', { status: 503, body: THROTTLE }],
  ['throttled', 'the recorded body as text', { status: 400, type: 'text/plain', body: THROTTLE }],
  ['throttled', 'the words alone', { status: 403, body: { error: 'Access Denied' } }],
  ['throttled', 'the words in lower case', { body: { error: 'access denied' } }],
  ['throttled', 'the RFC spelling', { status: 400, body: { error: 'access_denied' } }],
  [
    'throttled',
    'the description alone',
    { body: { error: 'general_error', error_description: THROTTLE.error_description } },
  ],
  ['throttled', 'the description in HTML', { type: 'text/html', body: `<p>${THROTTLE.error_description}</p>` }],
  ['throttled', 'a 429 without a body', { status: 429, body: '' }],
  ['throttled', 'a 429 with a permanent word', { status: 429, body: { error: 'invalid_code' } }],

  ['permanent invalid_code', 'with 200', { body: { error: 'invalid_code' } }],
  ['permanent invalid_code', 'with 400', { status: 400, body: { error: 'invalid_code' } }],
  ['permanent invalid_code', 'beside a token', { body: { ...GOOD, error: 'invalid_code' } }],
  [
    'permanent invalid_code',
    'as problem+json',
    { status: 400, type: 'application/problem+json', body: { error: 'invalid_code' } },
  ],
  ['permanent invalid_client', 'with 200', { body: { error: 'invalid_client' } }],
  ['permanent invalid_client', 'with 401', { status: 401, body: { error: 'invalid_client' } }],
  ['permanent invalid_client_secret', 'with 200', { body: { error: 'invalid_client_secret' } }],
  ['permanent invalid_grant', 'with 400', { status: 400, body: { error: 'invalid_grant', error_description: 'x' } }],
  ['permanent unauthorized_client', 'with 400', { status: 400, body: { error: 'unauthorized_client' } }],

  ['configuration invalid_redirect_uri', 'with 200', { body: { error: 'invalid_redirect_uri' } }],
  ['configuration invalid_scope', 'with 200', { body: { error: 'invalid_scope' } }],
  ['configuration missing_org_info', 'with 200', { body: { error: 'missing_org_info' } }],
  ['configuration general_error', 'with 200', { body: { error: 'general_error' } }],
  ['configuration unsupported_grant_type', 'with 400', { status: 400, body: { error: 'unsupported_grant_type' } }],
  ['configuration invalid_request', 'with 400', { status: 400, body: { error: 'invalid_request' } }],

  ['transient server_error', 'a 500', { status: 500, body: '' }],
  ['transient server_error', 'a 502 with HTML', { status: 502, type: 'text/html', body: HTML }],
  ['transient server_error', 'a 503 with a permanent word', { status: 503, body: { error: 'invalid_code' } }],
  ['transient server_error', 'a 500 with a token', { status: 500, body: GOOD }],
  ['transient server_error', 'a 504', { status: 504, body: 'upstream timed out' }],
  ['transient server_error', 'a 408', { status: 408, body: { error: 'invalid_code' } }],
  ['transient redirected', 'a 302', { status: 302, body: '' }],
  ['transient redirected', 'a 307 with a token', { status: 307, body: GOOD }],
  ['transient unreadable_answer maybe', 'HTML with 200', { type: 'text/html', body: HTML }],
  ['transient unreadable_answer', 'HTML with 403', { status: 403, type: 'text/html', body: '<h1>Access Denied</h1>' }],
  [
    'transient unreadable_answer',
    'a permanent word labelled as HTML',
    { type: 'text/html', body: { error: 'invalid_code' } },
  ],
  ['transient unreadable_answer', 'a permanent word without a label', { type: '', body: { error: 'invalid_code' } }],
  ['transient unreadable_answer maybe', 'no body', { body: '' }],
  ['transient unreadable_answer maybe', 'blanks', { body: ' \n' }],
  ['transient unreadable_answer maybe', 'half a body', { body: JSON.stringify(GOOD).slice(0, 60) }],
  ['transient unreadable_answer maybe', 'a form', { body: `access_token=${ACCESS}&expires_in=3600` }],
  ['transient unreadable_answer maybe', 'an array', { body: [GOOD] }],
  ['transient unreadable_answer maybe', 'a string', { body: '"invalid_code"' }],
  ['transient unreadable_answer maybe', 'null', { body: 'null' }],
  ['transient unreadable_answer maybe', 'bytes of gzip', { body: bytes(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3) }],
  ['transient unreadable_answer maybe', 'bytes that are no UTF-8', { body: bytes(0x7b, 0xff, 0xfe, 0x7d) }],
  ['transient unreadable_answer maybe', 'an empty object', { body: {} }],
  ['transient unreadable_answer maybe', 'no access token', { body: { ...GOOD, access_token: undefined } }],
  ['transient unreadable_answer maybe', 'an empty access token', { body: { ...GOOD, access_token: '' } }],
  ['transient unreadable_answer maybe', 'an access token of null', { body: { ...GOOD, access_token: null } }],
  ['transient unreadable_answer maybe', 'a line break in the token', { body: { ...GOOD, access_token: 'a\r\nX: y' } }],
  [
    'transient unreadable_answer maybe',
    'a token beyond all measure',
    { body: { ...GOOD, access_token: 'a'.repeat(5000) } },
  ],
  ['transient unreadable_answer maybe', 'no life', { body: { ...GOOD, expires_in: undefined } }],
  ['transient unreadable_answer maybe', 'a life of nothing', { body: { ...GOOD, expires_in: 0 } }],
  ['transient unreadable_answer maybe', 'a life below a minute', { body: { ...GOOD, expires_in: 59 } }],
  ['transient unreadable_answer maybe', 'a negative life', { body: { ...GOOD, expires_in: -3600 } }],
  ['transient unreadable_answer maybe', 'more than a day', { body: { ...GOOD, expires_in_sec: 86_401 } }],
  ['transient unreadable_answer maybe', 'a life in words', { body: { ...GOOD, expires_in: 'an hour' } }],
  ['transient unreadable_answer maybe', 'a damaged refresh token', { body: { ...GOOD, refresh_token: 17 } }],
  ['transient unexpected_status', 'a 404 with JSON', { status: 404, body: { message: 'not found' } }],
  ['transient unexpected_status', 'a 400 with a token', { status: 400, body: GOOD }],
  ['transient unknown_error', 'a word nobody knows', { body: { error: 'invalid_kitchen' } }],
  ['transient unknown_error', 'a permanent word in capitals', { body: { error: 'INVALID_CODE' } }],
  ['transient unknown_error', 'an error of another type', { body: { error: { code: 'invalid_code' } } }],
];

describe('the verdict on an answer of the token endpoint', () => {
  it.each(CASES)('is "%s" for %s', (expected, _title, given) => {
    expect(inWords(given)).toBe(expected);
  });

  it('takes tokens and scopes from the answer', () => {
    const scope = 'SDPOnDemand.requests.ALL SDPOnDemand.setup.READ';

    expect(judge({ body: { ...GOOD, refresh_token: REFRESH, scope } })).toEqual({
      kind: 'ok',
      grant: { accessToken: ACCESS, refreshToken: REFRESH, scopes: scope.split(' '), lifetimeSeconds: 3600 },
    });
    expect(judge({ body: { ...GOOD, scope: 'A.b.READ,C.d.ALL' } })).toMatchObject({
      grant: { refreshToken: undefined, scopes: ['A.b.READ', 'C.d.ALL'] },
    });
    expect(judge({ body: { ...GOOD, scope: ' ' } })).toMatchObject({ grant: { scopes: undefined } });
  });

  it('does not repeat what the body says', () => {
    const verdicts = CASES.map(([, , given]) => judge(given)).filter(({ kind }) => kind !== 'ok');

    expect(JSON.stringify(verdicts)).not.toMatch(/kitchen|1000\.|too many|html/i);
  });

  it('is never good or final for bytes that hold neither a token nor a known word', () => {
    const status = fc.integer({ min: 100, max: 599 });
    const type = fc.constantFrom('application/json', 'text/html', 'text/plain', '');
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map((text) => new TextEncoder().encode(text)),
      fc.object({ maxDepth: 1 }).map((object) => new TextEncoder().encode(JSON.stringify(object))),
    );
    fc.assert(
      fc.property(status, type, body, (someStatus, contentType, bytesOfBody) => {
        const { kind } = judgeGrant({ status: someStatus, contentType, body: bytesOfBody });
        expect(['throttled', 'transient']).toContain(kind);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is good only with 2xx, a token and a life within a minute and a day', () => {
    const token = fc.oneof(fc.constant(ACCESS), fc.string(), fc.constant(undefined));
    const life = fc.oneof(fc.integer(), fc.double(), fc.integer({ min: 0, max: 100_000 }));
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), token, life, (status, access, expiresIn) => {
        const verdict = judge({ status, body: { access_token: access, expires_in: expiresIn } });
        if (verdict.kind !== 'ok') return;
        expect(status).toBeLessThan(300);
        expect(verdict.grant.accessToken).toMatch(/^[\x21-\x7e]+$/);
        expect(verdict.grant.lifetimeSeconds).toBeGreaterThanOrEqual(60);
        expect(verdict.grant.lifetimeSeconds).toBeLessThanOrEqual(86_400);
      }),
      { numRuns: 5_000 },
    );
  });

  it('knows its permanent words from all others', () => {
    expect(isPermanentCode('invalid_code')).toBe(true);
    expect(isPermanentCode('throttled')).toBe(false);
    expect(isPermanentCode(null)).toBe(false);
  });
});

describe('a throttle', () => {
  const judge = (status: number, body: object) =>
    judgeGrant({ status, contentType: 'application/json', body: new TextEncoder().encode(JSON.stringify(body)) });

  it('is meant for one person when it has the words, and for this server when it is a bare 429', () => {
    expect(judge(429, THROTTLE)).toEqual({ kind: 'throttled', everyone: false });
    expect(judge(400, { error: 'Access Denied' })).toEqual({ kind: 'throttled', everyone: false });
    expect(judge(429, {})).toEqual({ kind: 'throttled', everyone: true });
  });
});
