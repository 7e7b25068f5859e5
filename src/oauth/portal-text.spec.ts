import { expect, it } from '@jest/globals';
import { portalFrom } from './portal-text.js';

it.each([
  ['itdesk', 'itdesk'],
  ['  itdesk ', 'itdesk'],
  ['https://sdpondemand.manageengine.com/app/itdesk/ui/requests?x=1', 'itdesk'],
  ['/app/itdesk', 'itdesk'],
  ['https://helpdesk.example/', 'https://helpdesk.example/'],
  ['', ''],
])('the portal of %j is %j', (pasted, portal) => {
  expect(portalFrom(pasted)).toBe(portal);
});
