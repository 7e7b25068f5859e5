import { afterEach, describe, expect, it } from '@jest/globals';
import { closePortals, refusal, startPortal } from './portal.fixture.js';

afterEach(closePortals);

const HTML = expect.stringContaining('text/html');

describe('the Accept header (reference B.2, D.7)', () => {
  it.each(['*/*', 'application/json', 'text/html'])('refuses %s with 415', async (accept) => {
    const { call } = await startPortal();

    const { status } = await call('GET', '/requests', undefined, { headers: { accept } });

    expect(status).toBe(415);
  });

  it.each(['application/vnd.manageengine.sdp.v3+json', 'application/v3+json'])('serves %s', async (accept) => {
    const { call } = await startPortal();

    expect((await call('GET', '/requests', undefined, { headers: { accept } })).status).toBe(200);
  });

  it('can give the login page with status 200 instead', async () => {
    const { call } = await startPortal({ wrongAccept: 'login_page' });

    const { status, headers } = await call('GET', '/requests', undefined, { headers: { accept: '*/*' } });

    expect([status, headers.get('content-type')]).toEqual([200, HTML]);
  });
});

describe('the token (reference B.2, E.2)', () => {
  it.each(['Zoho-oauthtoken dana-all', 'Bearer dana-all'])('is taken from "%s"', async (authorization) => {
    const { call } = await startPortal();

    expect((await call('GET', '/requests', undefined, { headers: { authorization } })).status).toBe(200);
  });

  it.each([
    ['a dead token', { authorization: 'Zoho-oauthtoken dead' }],
    ['no token', { authorization: '' }],
    ['a person the portal does not know', { authorization: 'Zoho-oauthtoken stranger' }],
  ])('answers UNAUTHORISED for %s', async (_case, headers) => {
    const { call } = await startPortal();

    const answer = await call('GET', '/requests', undefined, { headers });

    expect(answer.status).toBe(401);
    expect(answer.body.response_status).toEqual({
      status_code: 4002,
      messages: [{ status_code: 4002, type: 'failed', message: 'UNAUTHORISED' }],
      status: 'failed',
    });
  });

  it('can answer 401 with a page', async () => {
    const { call } = await startPortal({ unauthorisedBody: 'html' });

    const { status, headers } = await call('GET', '/requests', undefined, { token: 'dead' });

    expect([status, headers.get('content-type')]).toEqual([401, HTML]);
  });
});

describe('portal, path and verb (reference B.1, B.8.3)', () => {
  it('serves the default portal without its name', async () => {
    const { call } = await startPortal();

    expect((await call('GET', '/requests', undefined, { portal: '' })).status).toBe(200);
  });

  it.each([
    ['another portal', '/app/other', '/requests'],
    ['an unknown collection', '/app/itdesk', '/tickets'],
    ['replies, which do not exist', '/app/itdesk', '/requests/1/replies'],
    ['one conversation, which does not exist', '/app/itdesk', '/requests/1/conversations/2'],
    ['top-level worklogs, which do not exist', '/app/itdesk', '/worklogs'],
  ])('answers 4007 for %s', async (_case, portal, path) => {
    const { call } = await startPortal();

    const answer = await call('GET', path, undefined, { portal });

    expect(refusal(answer)).toMatchObject({ http: 404, status_code: 4007, message: 'Invalid URL' });
  });

  it('can answer an unknown path with 401 and a page', async () => {
    const { call } = await startPortal({ unknownRoute: 'html_401' });

    const { status, headers } = await call('GET', '/tickets');

    expect([status, headers.get('content-type')]).toEqual([401, HTML]);
  });

  it('calls a wrong verb an invalid method', async () => {
    const { call, sdp } = await startPortal();
    const { id } = sdp.store.requestByDisplayId('31230');

    const answer = await call('POST', `/requests/${id}/conversations`, {});

    expect(refusal(answer)).toMatchObject({ message: 'Invalid Method' });
  });

  it.each([
    ['both', 200, 200],
    ['underscore', 200, 404],
    ['plain', 404, 200],
  ] as const)('knows convenience operations by the spelling "%s"', async (convenienceSpelling, underscore, plain) => {
    const { call, sdp } = await startPortal({ convenienceSpelling });
    const { id } = sdp.store.requestByDisplayId('31230');

    expect((await call('PUT', `/requests/${id}/_pickup`)).status).toBe(underscore);
    expect((await call('PUT', `/requests/${id}/pickup`)).status).toBe(plain);
  });
});

describe('scopes (reference A.8, E.2)', () => {
  it.each([
    ['GET', '/requests', 'dana-reads', 200],
    ['POST', '/requests', 'dana-reads', 401],
    ['GET', '/statuses', 'dana-requests', 401],
    ['GET', '/statuses', 'dana-general', 200],
    ['GET', '/requesters', 'dana-requests', 401],
    ['GET', '/requesters', 'dana-users', 200],
    ['GET', '/technicians', 'dana-users', 200],
    ['GET', '/technicians', 'dana-technicians', 200],
    ['GET', '/portals', 'dana-reads', 200],
  ])('%s %s with token %s gives %i', async (method, path, token, status) => {
    const { call } = await startPortal();

    const answer = await call(method, path, method === 'POST' ? { request: { subject: 'x' } } : undefined, { token });

    expect(answer.status).toBe(status);
    if (status === 401) expect(refusal(answer)).toMatchObject({ message: 'OAUTH_SCOPE_MISMATCH' });
  });

  it.each([
    ['technicians', 'dana-users', 401],
    ['technicians', 'dana-technicians', 200],
    ['users', 'dana-users', 200],
    ['users', 'dana-technicians', 401],
  ] as const)('opens /technicians to scope %s alone: token %s gives %i', async (technicianScopes, token, status) => {
    const { call } = await startPortal({ technicianScopes });

    expect((await call('GET', '/technicians', undefined, { token })).status).toBe(status);
  });

  it('can answer a scope mismatch with 403', async () => {
    const { call } = await startPortal({ scopeMismatchStatus: 403 });

    expect((await call('GET', '/statuses', undefined, { token: 'dana-requests' })).status).toBe(403);
  });

  it('refuses what a role may not do', async () => {
    const { call } = await startPortal({ operations: { 'requests.delete': 'forbidden' } });

    const answer = await call('DELETE', '/requests/1');

    expect(refusal(answer)).toMatchObject({
      http: 403,
      status_code: 4002,
      message: 'You are not authorized to perform this operation',
    });
  });
});

describe('the rate limit (reference B.9)', () => {
  const rateLimit = { callsPerMinute: 3, lockSeconds: 10, retryAfter: true };

  it('locks the token that makes one call too many in a rolling minute', async () => {
    const { call, clock } = await startPortal({ rateLimit });
    for (let calls = 0; calls < 3; calls += 1) expect((await call('GET', '/requests')).status).toBe(200);
    clock.advance(59_000);

    const refused = await call('GET', '/requests');

    expect(refusal(refused)).toMatchObject({ http: 429, status_code: 4015, message: 'API Rate Limit reached' });
    expect(refused.headers.get('retry-after')).toBe('10');
    expect((await call('GET', '/requests', undefined, { token: 'dana-reads' })).status).toBe(200);
  });

  it('serves the token again when the lock is over', async () => {
    const { call, clock } = await startPortal({ rateLimit });
    for (let calls = 0; calls < 4; calls += 1) await call('GET', '/requests');

    clock.advance(9_000);
    expect((await call('GET', '/requests')).status).toBe(429);
    clock.advance(1_000);
    expect((await call('GET', '/requests')).status).toBe(200);
  });

  it('forgets calls after a minute, and sends no Retry-After unless told to', async () => {
    const { call, clock } = await startPortal({ rateLimit: { ...rateLimit, retryAfter: false } });
    for (let calls = 0; calls < 3; calls += 1) await call('GET', '/requests');
    clock.advance(60_001);

    expect((await call('GET', '/requests')).status).toBe(200);
    for (let calls = 0; calls < 2; calls += 1) await call('GET', '/requests');
    expect((await call('GET', '/requests')).headers.get('retry-after')).toBeNull();
  });
});

describe('input_data (reference B.3)', () => {
  it.each(['query', 'form'] as const)('is read from the %s of a POST', async (inputIn) => {
    const { call } = await startPortal();

    const { status } = await call('POST', '/requests', { request: { subject: 'Mouse' } }, { inputIn });

    expect(status).toBe(200);
  });

  it('is not understood as a JSON body', async () => {
    const { call } = await startPortal();
    const headers = { 'content-type': 'application/json' };

    const answer = await call('POST', '/requests', undefined, { headers, body: '{"request":{"subject":"x"}}' });

    expect(answer.status).toBe(400);
  });

  it('has a flattened spelling that is accepted and without effect', async () => {
    const { call } = await startPortal();

    const { body } = await call('GET', '/requests', undefined, { query: { 'list_info.row_count': '1' } });

    expect(body.requests).toHaveLength(10);
  });

  it('must be JSON', async () => {
    const { call } = await startPortal();

    const answer = await call('GET', '/requests', "{'list_info': {}}");

    expect(refusal(answer)).toMatchObject({ http: 400, status_code: 4001 });
  });

  it('stands alone: other parameters are EXTRA_PARAM_FOUND', async () => {
    const { call } = await startPortal();

    const answer = await call('GET', '/requests', undefined, { query: { page: '2' } });

    expect(refusal(answer)).toMatchObject({ http: 400, field: 'page', message: 'EXTRA_PARAM_FOUND' });
  });

  it('knows no list_info in a POST', async () => {
    const { call } = await startPortal();

    const answer = await call('POST', '/requests', { request: { subject: 'x' }, list_info: { row_count: 5 } });

    expect(refusal(answer)).toMatchObject({ field: 'list_info', message: 'EXTRA_KEY_FOUND_IN_JSON' });
  });
});

describe('the order of the checks (reference E.2)', () => {
  const wrongAccept = { accept: '*/*' };

  it.each([
    ['Accept before token', '/app/other', 'GET', '/tickets', { token: 'dead', headers: wrongAccept }, 415],
    ['token before portal', '/app/other', 'GET', '/tickets', { token: 'dead' }, 401],
    ['path before verb', '/app/itdesk', 'DELETE', '/tickets', { token: 'dana-users' }, 404],
    ['scope before input', '/app/itdesk', 'POST', '/requests', { token: 'dana-users', query: { page: '1' } }, 401],
  ])('%s', async (_case, portal, method, path, options, status) => {
    const { call } = await startPortal();

    expect((await call(method, path, undefined, { ...options, portal })).status).toBe(status);
  });

  it('goes from keys to mandatory fields to lookups to business rules', async () => {
    const { call } = await startPortal({ mandatoryFields: ['impact'], priorityMatrix: true });
    const send = async (request: object) => refusal(await call('POST', '/requests', { request }));
    const wrong = { subject: 'x', bogus: 1, urgency: { name: 'Nope' }, priority: { name: 'High' } };
    const { bogus: _bogus, ...known } = wrong;

    expect(await send(wrong)).toMatchObject({ message: 'EXTRA_KEY_FOUND_IN_JSON' });
    expect(await send(known)).toMatchObject({ status_code: 4012, fields: ['impact'] });
    expect(await send({ ...known, impact: { name: 'Affects User' } })).toMatchObject({ status_code: 4001 });
    expect(await send({ ...known, impact: { name: 'Affects User' }, urgency: { name: 'Low' } })).toMatchObject({
      http: 403,
      status_code: 4002,
    });
  });
});

describe('the failure envelope (reference B.8.1)', () => {
  it('wraps the specific code in 4000', async () => {
    const { call } = await startPortal();

    const { body } = await call('POST', '/requests', { request: {} });

    expect(body).toEqual({
      response_status: {
        status_code: 4000,
        status: 'failed',
        messages: [{ status_code: 4012, type: 'failed', fields: ['subject'] }],
      },
    });
  });

  it('can carry the specific code on top, and come with HTTP 200', async () => {
    const { call } = await startPortal({ topCode: 'specific', failuresAsHttp200: true });

    const { status, body } = await call('POST', '/requests', { request: {} });

    expect([status, body.response_status.status_code]).toEqual([200, 4012]);
  });
});
