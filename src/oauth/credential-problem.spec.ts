import { describe, expect, it } from '@jest/globals';
import { credentialProblem } from './credential-problem.js';

const clientId = '1000.QK3V8Y5T2M9XW7B4N6PD1RFGHJZLCS';
const clientSecret = '4f1c9a7e2b8d6035f7e1a4c8b2d9063e5a7f1c4b8d';
const token = '1000.0a1b2c3d4e5f60718293a4b5c6d7e8f9.f9e8d7c6b5a4938271605f4e3d2c1b0a';

describe('a Client ID and its Client Secret', () => {
  it('of Zoho’s form, or of one not known yet, are left to Zoho', () => {
    expect(credentialProblem({ clientId, clientSecret })).toBeUndefined();
    expect(credentialProblem({ clientId: '2000.newer.form.of.ids', clientSecret: 'a-newer_form!' })).toBeUndefined();
  });

  it.each([
    ['exchanged', clientSecret, clientId, 'clientId', /exchanged/],
    ['a grant token as Client ID', token, clientSecret, 'clientId', /grant token/],
    ['the secret as Client ID', clientSecret, clientSecret, 'clientId', /is a Client Secret/],
    ['a grant token as secret', clientId, token, 'clientSecret', /grant token/],
    ['the Client ID as secret', clientId, clientId, 'clientSecret', /is a Client ID/],
    ['words as Client ID', 'my client', clientSecret, 'clientId', /does not look like/],
    ['a secret with a blank', clientId, 'two words here', 'clientSecret', /does not look like/],
  ])('are recognised when they are %s, in words without the value', (_what, id, secret, part, words) => {
    const found = credentialProblem({ clientId: id, clientSecret: secret });

    expect(found).toEqual({ part, problem: expect.stringMatching(words) });
    expect(found?.problem).not.toMatch(/0a1b2c3d|4f1c9a7e|QK3V8Y|my client/);
  });
});
