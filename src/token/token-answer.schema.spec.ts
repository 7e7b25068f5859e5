import { describe, expect, it } from '@jest/globals';
import { TokenAnswer } from './token-answer.schema.js';

const read = (scope: string) => TokenAnswer.parse({ access_token: '1000.a.b', expires_in: 3600, scope }).scopes;

describe('the scopes of a token', () => {
  it('are told with spaces or commas between them', () => {
    expect(read('SDPOnDemand.requests.ALL SDPOnDemand.setup.READ')).toEqual(
      read('SDPOnDemand.requests.ALL,SDPOnDemand.setup.READ'),
    );
    expect(read('SDPOnDemand.requests.ALL')).toEqual(['SDPOnDemand.requests.ALL']);
  });

  it('are left out when nobody could store or show them, and the token is kept', () => {
    expect(read(`a\u0000b SDPOnDemand.requests.ALL "quoted" ${'x'.repeat(201)}`)).toEqual(['SDPOnDemand.requests.ALL']);
    expect(read('\u0000')).toBeUndefined();
  });
});
