import { describe, expect, it } from '@jest/globals';
import { PredecessorFormError, readPredecessor } from './predecessor.js';

const VARIABLES = {
  SDP_CLIENT_ID: '1000.CLIENT',
  SDP_CLIENT_SECRET: 'the secret',
  SDP_OAUTH_REFRESH_TOKEN: '1000.of.env',
  SDP_DATA_CENTER: 'EU',
  SDP_INSTANCE_NAME: 'itdesk',
};

describe('what the predecessor stored', () => {
  it('is read from its variables', () => {
    expect(readPredecessor(VARIABLES)).toEqual({
      clientId: '1000.CLIENT',
      clientSecret: 'the secret',
      refreshToken: '1000.of.env',
      dataCenter: 'eu',
      portal: 'itdesk',
    });
  });

  it('is read with the refresh token of its token file, which is the later one', () => {
    const file = JSON.stringify({ accessToken: '1000.a', tokenExpiry: '2026-01-01', refreshToken: '1000.of.file' });

    expect(readPredecessor(VARIABLES, file).refreshToken).toBe('1000.of.file');
    expect(readPredecessor(VARIABLES, '{"accessToken":"1000.a"}').refreshToken).toBe('1000.of.env');
  });

  it('is refused with the name of everything that is missing, and no value', () => {
    const problems = () =>
      readPredecessor({ SDP_CLIENT_SECRET: 'the secret', SDP_DATA_CENTER: 'mars', SDP_INSTANCE_NAME: 'a b' });

    expect(problems).toThrow(PredecessorFormError);
    expect(problems).toThrow(/SDP_CLIENT_ID[^]*SDP_REFRESH_TOKEN[^]*SDP_DATA_CENTER[^]*SDP_INSTANCE_NAME/);
    expect(problems).not.toThrow(/the secret|mars|a b/);
  });

  it('is refused when the token file is no JSON', () => {
    expect(() => readPredecessor(VARIABLES, '1000.secret')).toThrow('The token file is not the JSON that');
  });
});
