import { expect, it } from '@jest/globals';
import { toWireClosure, toWireRequest } from './request-wire.js';

it('writes only what is given', () => {
  expect(toWireRequest({ subject: 'Printer on fire' })).toEqual({ subject: 'Printer on fire' });
  expect(toWireRequest({})).toEqual({});
});

it('sends null to empty a field', () => {
  expect(toWireRequest({ technician: null, group: null, dueBy: null, description: null })).toEqual({
    technician: null,
    group: null,
    due_by_time: null,
    description: null,
  });
});

it('names a lookup by its id where it has one, for SDP would ignore the name', () => {
  expect(toWireRequest({ priority: { id: '6805', name: 'High' }, requestType: { name: 'Incident' } })).toEqual({
    priority: { id: '6805' },
    request_type: { name: 'Incident' },
  });
});

it('names a person by id, then mail address, then name', () => {
  expect(toWireRequest({ requester: { id: '1', email_id: 'a@example.com', name: 'A' } })).toEqual({
    requester: { id: '1' },
  });
  expect(toWireRequest({ requester: { email_id: 'a@example.com', name: 'A' } })).toEqual({
    requester: { email_id: 'a@example.com' },
  });
  expect(toWireRequest({ requester: { email_id: null, name: 'A' } })).toEqual({ requester: { name: 'A' } });
});

it("writes times as milliseconds in a string, in the portal's own fields too", () => {
  const time = new Date('2026-11-23T09:00:00Z');
  expect(toWireRequest({ dueBy: time, udfFields: { date_start: time, txt_floor: '3rd' } })).toEqual({
    due_by_time: { value: '1795424400000' },
    udf_fields: { date_start: { value: '1795424400000' }, txt_floor: '3rd' },
  });
});

it('writes a closure without what was not said', () => {
  expect(toWireClosure({})).toEqual({ closure_info: {} });
  expect(toWireClosure({ closureCode: { name: 'Success' }, comments: 'done', requesterAcknowledged: true })).toEqual({
    closure_info: { requester_ack_resolution: true, closure_comments: 'done', closure_code: { name: 'Success' } },
  });
});
