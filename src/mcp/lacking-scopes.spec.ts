import { describe, expect, it } from '@jest/globals';
import { lackingScopes, scopesLackingFor } from './lacking-scopes.js';

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

/** A tool that works on what hangs below records. */
const below = {
  scopes: [],
  moduleScopes: {
    byModule: { request: ['SDPOnDemand.requests.READ'], change: ['SDPOnDemand.changes.READ'] },
    of: ({ module }: Record<string, unknown>) => module as string | undefined,
  },
};

describe('the scopes of a tool for records of several modules', () => {
  it('are lacking only when the grant covers none of the modules, and then those of the usual one', () => {
    expect(lackingScopes(below, ['SDPOnDemand.changes.ALL'])).toEqual([]);
    expect(lackingScopes(below, ['SDPOnDemand.problems.ALL'])).toEqual(['SDPOnDemand.requests.READ']);
  });

  it('are for each call those of the module it is for', () => {
    const granted = ['SDPOnDemand.changes.READ'];

    expect(scopesLackingFor(below, { module: 'change' }, granted)).toEqual([]);
    expect(scopesLackingFor(below, { module: 'request' }, granted)).toEqual(['SDPOnDemand.requests.READ']);
    expect(scopesLackingFor(below, {}, granted)).toEqual([]);
  });
});
