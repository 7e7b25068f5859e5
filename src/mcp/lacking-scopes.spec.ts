import { describe, expect, it } from '@jest/globals';
import { lackingScopes } from './lacking-scopes.js';

const people = { scopes: ['SDPOnDemand.users.READ', 'SDPOnDemand.technicians.READ'] };

describe('the scopes a tool lacks', () => {
  it('are those that the grant does not cover', () => {
    expect(lackingScopes(people, ['SDPOnDemand.requests.ALL'])).toEqual(people.scopes);
    expect(lackingScopes({ scopes: ['SDPOnDemand.requests.READ'] }, ['SDPOnDemand.requests.ALL'])).toEqual([]);
  });

  it('take users and technicians for one another, with the same operation', () => {
    expect(lackingScopes(people, ['SDPOnDemand.users.ALL'])).toEqual([]);
    expect(lackingScopes(people, ['SDPOnDemand.technicians.READ'])).toEqual([]);
    expect(lackingScopes({ scopes: ['SDPOnDemand.users.CREATE'] }, ['SDPOnDemand.technicians.READ'])).toEqual([
      'SDPOnDemand.users.CREATE',
    ]);
  });

  it('are none where Zoho told no scopes', () => {
    expect(lackingScopes(people, [])).toEqual([]);
  });
});
