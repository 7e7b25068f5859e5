import { expect, it } from '@jest/globals';
import { TicketReferenceError } from '../sdp-input.errors.js';
import { readReference, readTicketReference } from './ticket-reference.js';

it.each([
  '31230',
  ' 31230 ',
  '#31230',
  '# 31230',
  '##31230##',
  'RE-31230',
  'req 31230',
  'SR_31230',
  'ticket 31230',
  'Request #31230',
  'ticket RE-31230',
  '0031230',
  'Re: [Request ID :##31230##] : Printer on fire',
  'AW: [Request ID :##RE-31230##] : Drucker brennt',
])('reads the ticket number in "%s"', (text) => {
  expect(readTicketReference(text)).toEqual({ number: '31230' });
});

it.each([
  '123456000000303037',
  '#123456000000303037',
  'https://helpdesk.example.com/app/itdesk/ui/requests/123456000000303037/details',
  'https://helpdesk.example.com/app/itdesk/ui/requests/123456000000303037',
  'https://sdpondemand.manageengine.com/app/itdesk/HomePage.do#/app/itdesk/ui/requests/123456000000303037/details',
  'https://sdpondemand.manageengine.eu/app/itdesk/WorkOrder.do?woMode=viewWO&woID=123456000000303037',
  'https://helpdesk.example.com/app/itdesk/ui/requests?mode=detail&id=123456000000303037',
])('reads the id in "%s"', (text) => {
  expect(readTicketReference(text)).toEqual({ id: '123456000000303037' });
});

it.each([
  '',
  'printer',
  '31230 and 31231',
  '#',
  '000',
  '-5',
  '3.14',
  '1'.repeat(21),
  'https://helpdesk.example.com/app/itdesk/ui/requests/',
  'https://helpdesk.example.com/app/itdesk/ui/solutions/123456000000303037/details',
  'https://',
  '../requests/1',
])('does not take "%s" for a ticket', (text) => {
  expect(() => readTicketReference(text)).toThrow(TicketReferenceError);
});

it.each([
  ['PB-140', 'problems', { number: '140' }],
  ['CH 44', 'changes', { number: '44' }],
  ['change #22', 'changes', { number: '22' }],
  [
    'https://helpdesk.example.com/app/itdesk/ui/changes/123456000000303037/details',
    'changes',
    { id: '123456000000303037' },
  ],
  [
    'https://helpdesk.example.com/app/itdesk/ui/projects/123456000000303001/tasks/123456000000303037',
    'tasks',
    { id: '123456000000303037' },
  ],
  [
    'https://helpdesk.example.com/app/itdesk/ui/purchase_orders?id=123456000000303037',
    'purchase_orders',
    { id: '123456000000303037' },
  ],
  ['https://helpdesk.example.com/app/itdesk/ui/requests/123456000000303037/details', 'changes', undefined],
  ['LAPTOP-17b', 'assets', undefined],
])('reads "%s" as one of the %s', (text, collection, expected) => {
  expect(readReference(text, collection)).toEqual(expected);
});
