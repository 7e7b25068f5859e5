import { describe, expect, it } from '@jest/globals';
import { DEFAULT_SCOPES, OPTIONAL_SCOPES } from '../config/default-scopes.js';
import { scopeWords } from './scope-words.js';

describe('the words for a scope', () => {
  it('say module and right', () => {
    expect(scopeWords('SDPOnDemand.requests.ALL')).toBe('Requests: read and change');
    expect(scopeWords('SDPOnDemand.setup.READ')).toBe('Lists and settings of the portal: read');
  });

  it.each([...DEFAULT_SCOPES, ...OPTIONAL_SCOPES])('exist for %s, which the server asks for', (scope) => {
    expect(scopeWords(scope)).toBeDefined();
  });

  it.each(['ZohoMail.messages.READ', 'SDPOnDemand.constructor.ALL', 'SDPOnDemand.requests', ''])(
    'are none for %j',
    (scope) => expect(scopeWords(scope)).toBeUndefined(),
  );
});
