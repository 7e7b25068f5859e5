import { describe, expect, it } from '@jest/globals';
import { readGrantToken } from './grant-token-text.js';
import { GrantTokenUnreadableError } from './oauth.errors.js';

const CODE = '1000.0a1b2c3d4e5f60718293a4b5c6d7e8f9.f9e8d7c6b5a4938271605f4e3d2c1b0a';
const OTHER = '1000.ffffffffffffffffffffffffffffffff.00000000000000000000000000000000';
const credentials = {
  clientId: '1000.QK3V8Y5T2M9XW7B4N6PD1RFGHJZLCS',
  clientSecret: '4f1c9a7e2b8d6035f7e1a4c8b2d9063e5a7f1c4b8d',
};

describe('a pasted grant token', () => {
  it.each([
    ['alone', CODE],
    ['with blanks and line ends around it', `\n  ${CODE}\t\n`],
    ['in quotes', `"${CODE}"`],
    ['in backticks', `\`${CODE}\``],
    ['in a sentence', `Here is my code: ${CODE} (valid 10 minutes)`],
    ['broken over two lines', `${CODE.slice(0, 30)}\n${CODE.slice(30)}`],
    ['as the address of the redirect', `https://sdp.example/oauth/callback?state=x&code=${CODE}&location=eu`],
    ['as a parameter', `code=${CODE}`],
    [
      'as the file that the console offers',
      JSON.stringify({
        client_id: credentials.clientId,
        client_secret: credentials.clientSecret,
        code: CODE,
        expiry_time: 1,
      }),
    ],
  ])('is found %s', (_how, pasted) => {
    expect(readGrantToken(pasted, credentials)).toBe(CODE);
  });

  it('of a form that Zoho does not use today is left for Zoho to judge', () => {
    expect(readGrantToken('2000-newer_form.of~codes', credentials)).toBe('2000-newer_form.of~codes');
  });

  it.each([
    ['nothing', '   ', /empty/],
    ['a placeholder', '${GRANT_TOKEN}', /placeholder/],
    ['a placeholder for people', '<your code>', /placeholder/],
    ['the Client ID', credentials.clientId, /Client ID/],
    ['the Client Secret', credentials.clientSecret, /Client Secret/],
    ['another Client ID', '1000.AAAAAAAAAABBBBBBBBBBCCCCCCCCCC', /Client ID/],
    ['a token answer', JSON.stringify({ access_token: CODE, refresh_token: OTHER }), /refresh token/],
    ['a named refresh token', `refresh_token: ${CODE}`, /refresh token/],
    ['two tokens', `${CODE} ${OTHER}`, /more than one/],
    ['words', 'I pressed create but nothing happened', /not a grant token/],
    ['an address without a code', 'https://api-console.zoho.com/client/1000.x', /not a grant token/],
  ])('is refused before Zoho is asked when it is %s, in words without the text', (_what, pasted, words) => {
    let error: unknown;
    try {
      readGrantToken(pasted, credentials);
    } catch (caught) {
      error = caught;
    }

    expect(error).toBeInstanceOf(GrantTokenUnreadableError);
    const { message, resolution } = error as GrantTokenUnreadableError;
    expect(message).toMatch(words);
    expect(`${message} ${resolution}`).not.toMatch(/0a1b2c3d|ffffffff|QK3V8Y|4f1c9a7e|AAAAAAAA|pressed/);
  });
});
