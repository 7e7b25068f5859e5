import { describe, expect, it } from '@jest/globals';
import { saysAll } from './changed-fields.js';
import type { RequestFields } from './request-fields.js';
import { SdpRequest } from './request.schema.js';

const request = SdpRequest.parse({
  id: '1',
  display_id: '2',
  subject: 'Printer',
  description: '<p>on &amp; off</p>',
  priority: { id: '7', name: 'High' },
  technician: { id: '9', name: 'Tom Becker', email_id: 'tom@example.com' },
  due_by_time: { value: '1000' },
  email_ids_to_notify: ['b@example.com', 'a@example.com'],
  udf_fields: { txt_floor: '3', udf_date1: { value: '5', display_value: 'x' }, udf_pick: { id: '4', name: 'Blue' } },
});

describe.each<[RequestFields, RequestFields]>([
  [{ subject: 'Printer' }, { subject: 'printer' }],
  [{ description: '<div>on &amp; off</div>' }, { description: null }],
  [{ priority: { id: '7' } }, { priority: { id: '8', name: 'High' } }],
  [{ priority: { name: 'high' } }, { priority: null }],
  [{ urgency: null }, { urgency: { id: '7' } }],
  [
    { technician: { email_id: 'TOM@example.com' } },
    { technician: { email_id: 'ann@example.com', name: 'Tom Becker' } },
  ],
  [{ technician: { name: 'Tom Becker' } }, { technician: null }],
  [{ dueBy: new Date(1_000) }, { dueBy: null }],
  [{ emailIdsToNotify: ['a@example.com', 'b@example.com'] }, { emailIdsToNotify: ['a@example.com'] }],
  [{ udfFields: { txt_floor: '3', udf_pick: 'Blue' } }, { udfFields: { txt_floor: '3', udf_pick: 'Red' } }],
  [{ udfFields: { udf_date1: new Date(5), other: null } }, { udfFields: { txt_floor: null } }],
  [
    { subject: 'Printer', updateReason: 'asked' },
    { subject: 'Printer', urgency: { id: '1' } },
  ],
])('%j', (same, different) => {
  it('is what the request says', () => expect(saysAll(request, same)).toBe(true));
  it(`is told from ${JSON.stringify(different)}`, () => expect(saysAll(request, different)).toBe(false));
});

it('does not take a change of which nothing can be read for done', () => {
  expect(saysAll(request, { updateReason: 'asked' })).toBe(false);
  expect(saysAll(request, {})).toBe(false);
});
