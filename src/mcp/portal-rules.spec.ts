import { describe, expect, it } from '@jest/globals';
import { PortalRules } from './portal-rules.js';
import { MandatoryFieldsError, ToolInputError } from './tools/tool.errors.js';

const caller = (clientId: string) => ({
  credentials: { kind: 'present' as const, value: { clientId, clientSecret: 'a secret' } },
  portal: 'it',
});
const anna = caller('anna');
const wants = (name: string, allowed = 'Low or High') => new MandatoryFieldsError([{ name, allowed }]);

describe('the rules of a portal', () => {
  it('are what it was seen to demand, once each', () => {
    const rules = new PortalRules();
    rules.learn(anna, 'create_request', wants('priority'));
    rules.learn(anna, 'create_request', wants('priority'));
    rules.learn(anna, 'close_request', wants('closure_code', 'Solved\u202E'));

    expect(rules.told(anna)).toMatch(
      /apply them: create_request wants priority \(Low or High\); close_request wants closure_code \(Solved\)\./,
    );
  });

  it('belong to one person and one portal, and no other error makes one', () => {
    const rules = new PortalRules();
    rules.learn(anna, 'create_request', wants('priority'));
    rules.learn({ ...anna, portal: 'hr' }, 'create_request', new ToolInputError('No.', 'Other.'));

    expect(rules.told({ ...anna, portal: 'hr' })).toBeUndefined();
    expect(rules.told(caller('bo'))).toBeUndefined();
  });

  it('stay few', () => {
    const rules = new PortalRules();
    for (let field = 0; field < 100; field += 1) rules.learn(anna, 'create_request', wants(`field_${field}`));

    expect(rules.told(anna)?.match(/wants/g)).toHaveLength(30);
  });
});
