import { describe, expect, it } from '@jest/globals';
import { callerFingerprint, readCaller } from './caller.js';

const ID = '1000.QK3V8Y5T2M9XW7B4N6PD1RFGHJZLCS';
const SECRET = '4f1c9a7e2b8d6035f7e1a4c8b2d9063e5a7f1c4b8d';
const pair = { 'x-sdp-client-id': ID, 'x-sdp-client-secret': SECRET };
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const none = new URLSearchParams();

describe('credentials of a caller', () => {
  const read = (headers: Record<string, string | string[]>, query = '') =>
    readCaller(headers, new URLSearchParams(query)).credentials;
  const present = { kind: 'present', value: { clientId: ID, clientSecret: SECRET } };

  it('are read from the two headers, without blanks around them', () => {
    expect(read({ 'x-sdp-client-id': ` ${ID} `, 'x-sdp-client-secret': SECRET })).toEqual(present);
  });

  it('are read from Authorization: Basic, whose secret may hold a colon', () => {
    expect(read({ authorization: basic(`${ID}:${SECRET}`) })).toEqual(present);
    expect(read({ authorization: basic(`${ID}:a:${SECRET}`) })).toMatchObject({
      value: { clientSecret: `a:${SECRET}` },
    });
  });

  it('come from X-SDP-* when Authorization: Basic says something else', () => {
    expect(read({ ...pair, authorization: basic(`1000.SOMEBODYELSE0000000:${SECRET}`) })).toEqual(present);
  });

  it('come from Authorization: Basic when both X-SDP-* hold placeholders', () => {
    const headers = { 'x-sdp-client-id': '${ID}', 'x-sdp-client-secret': '', authorization: basic(`${ID}:${SECRET}`) };

    expect(read(headers)).toEqual(present);
  });

  it('are never completed from Authorization: Basic when one X-SDP-* header has a value', () => {
    const headers = { 'x-sdp-client-id': ID, authorization: basic(`${ID}:${SECRET}`) };

    expect(read(headers)).toEqual({
      kind: 'malformed',
      problem: 'X-SDP-Client-Id arrived without X-SDP-Client-Secret; both are needed.',
    });
  });

  it('are missing, with nothing to name, when no header or only an access key is there', () => {
    expect(read({})).toEqual({ kind: 'missing', placeholders: [] });
    expect(read({ authorization: 'Bearer access-key-of-this-server' })).toEqual({ kind: 'missing', placeholders: [] });
    expect(read({ 'x-sdp-client-id': ' ', 'x-sdp-client-secret': '' })).toEqual({ kind: 'missing', placeholders: [] });
  });

  it.each([
    '${SDP_CLIENT_SECRET}',
    '${SDP_CLIENT_SECRET:-}',
    '${env:SECRET}',
    '${input:secret}',
    '$SECRET',
    'undefined',
    'null',
  ])('are missing when %s stands in place of the secret, and the header is named', (placeholder) => {
    const headers = { ...pair, 'x-sdp-client-secret': placeholder };

    expect(read(headers)).toEqual({ kind: 'missing', placeholders: ['X-SDP-Client-Secret'] });
  });

  it.each(['Basic ${CREDENTIALS}', basic('${SDP_CLIENT_ID}:${SDP_CLIENT_SECRET}'), basic('undefined:undefined')])(
    'are missing when Authorization is %s',
    (authorization) => {
      expect(read({ authorization })).toEqual({ kind: 'missing', placeholders: ['Authorization'] });
    },
  );

  it.each([
    ['the id twice', { ...pair, 'x-sdp-client-id': `${ID}, ${ID}` }],
    ['the secret twice, as a list', { ...pair, 'x-sdp-client-secret': [SECRET, SECRET] }],
    ['an id of another form', { ...pair, 'x-sdp-client-id': 'jane@example.com' }],
    ['a short id', { ...pair, 'x-sdp-client-id': '1000.SHORT' }],
    ['an endless id', { ...pair, 'x-sdp-client-id': `1000.${'A'.repeat(96)}` }],
    ['a secret with a blank', { ...pair, 'x-sdp-client-secret': 'two words of a secret' }],
    ['an endless secret', { ...pair, 'x-sdp-client-secret': 'a'.repeat(201) }],
    ['Basic without a colon', { authorization: basic(ID) }],
    ['Basic that is no base64', { authorization: 'Basic %%%%' }],
  ])('are malformed with %s, in words without the value', (_what, headers) => {
    const result = read(headers);

    expect(result.kind).toBe('malformed');
    expect(JSON.stringify(result)).not.toMatch(/QK3V8Y5T|4f1c9a7e|jane|two words|AAAA/);
  });

  it.each(['client_secret', 'clientSecret', 'X-SDP-Client-Secret', 'refresh_token', 'SDP_CLIENT_SECRET'])(
    'are refused when %s is in the query string, even with good headers',
    (name) => {
      const result = read(pair, `${name}=${SECRET}`);

      expect(result).toMatchObject({
        kind: 'malformed',
        problem: expect.stringMatching(/query string.*new Client Secret/s),
      });
      expect(JSON.stringify(result)).not.toContain(SECRET);
    },
  );
});

describe('wishes of a caller', () => {
  it('are data center and portal, written in any case', () => {
    expect(readCaller({ 'x-sdp-data-center': 'EU', 'x-sdp-portal': 'IT_desk-1' }, none)).toMatchObject({
      dataCenter: 'eu',
      portal: 'IT_desk-1',
      problems: [],
    });
  });

  it('count placeholders as absent', () => {
    const headers = { 'x-sdp-data-center': '${DC}', 'x-sdp-portal': 'undefined', 'x-sdp-toolsets': '$SETS' };

    expect(readCaller(headers, new URLSearchParams({ readonly: '${RO}', toolsets: '${SETS}' }))).toMatchObject({
      dataCenter: undefined,
      portal: undefined,
      toolsets: undefined,
      readOnly: false,
      problems: [],
    });
  });

  it('name what cannot be used and never its value', () => {
    const headers = {
      'x-sdp-data-center': 'mars',
      'x-sdp-portal': '../admin',
      'x-sdp-toolsets': 'core,everything',
      'x-sdp-read-only': 'maybe',
    };
    const { problems, dataCenter, portal, toolsets } = readCaller(headers, none);

    expect(problems).toHaveLength(4);
    expect(problems.join()).not.toMatch(/mars|\.\.\/admin|everything|maybe/);
    expect({ dataCenter, portal, toolsets }).toEqual({ dataCenter: undefined, portal: undefined, toolsets: ['core'] });
  });

  it('take toolsets from the header before the query', () => {
    expect(
      readCaller({ 'x-sdp-toolsets': 'Problems, core,core' }, new URLSearchParams('toolsets=all')).toolsets,
    ).toEqual(['problems', 'core']);
    expect(readCaller({}, new URLSearchParams('toolsets=requests')).toolsets).toEqual(['requests']);
  });

  it.each([
    [{ 'x-sdp-read-only': 'true' }, '', true],
    [{ 'x-sdp-read-only': '0' }, 'readonly=1', true],
    [{ 'x-sdp-read-only': 'treu' }, '', true],
    [{}, 'readonly=0', false],
    [{}, '', false],
  ])('ask for read-only by header %j or query "%s": %s', (headers, query, expected) => {
    expect(readCaller(headers, new URLSearchParams(query)).readOnly).toBe(expected);
  });
});

describe('fingerprint of a caller', () => {
  const of = (headers: Record<string, string>) => callerFingerprint(readCaller(headers, none));

  it('tells pairs apart, also where their texts join to the same', () => {
    const moved = { 'x-sdp-client-id': `${ID}4`, 'x-sdp-client-secret': SECRET.slice(1) };

    expect(new Set([of(pair), of({ ...pair, 'x-sdp-client-secret': `${SECRET}0` }), of(moved), of({})]).size).toBe(4);
  });

  it('is the same for the same pair in either header, and shows none of it', () => {
    expect(of({ authorization: basic(`${ID}:${SECRET}`) })).toBe(of(pair));
    expect(of(pair)).toMatch(/^[0-9a-f]{64}$/);
  });
});
