import { describe, expect, it } from '@jest/globals';
import { missingScopes } from './missing-scopes.js';

describe('missing scopes', () => {
  const asked = ['SDPOnDemand.requests.ALL', 'SDPOnDemand.users.READ', 'SDPOnDemand.setup.READ'];

  it('are those that were asked for and not granted', () => {
    expect(missingScopes(asked, ['SDPOnDemand.requests.ALL', 'SDPOnDemand.setup.READ'])).toEqual([
      'SDPOnDemand.users.READ',
    ]);
  });

  it('are covered by ALL of the same module and by no other', () => {
    expect(missingScopes(asked, ['SDPOnDemand.requests.ALL', 'SDPOnDemand.users.ALL'])).toEqual([
      'SDPOnDemand.setup.READ',
    ]);
  });

  it('include ALL where single operations were granted', () => {
    expect(missingScopes(['SDPOnDemand.requests.ALL'], ['SDPOnDemand.requests.READ'])).toEqual([
      'SDPOnDemand.requests.ALL',
    ]);
  });

  it('do not depend on the case in which Zoho writes them', () => {
    expect(missingScopes(['SDPOnDemand.requests.ALL'], ['sdpondemand.requests.all'])).toEqual([]);
  });

  it('are not guessed when Zoho named no scope', () => {
    expect(missingScopes(asked, [])).toEqual([]);
  });
});
