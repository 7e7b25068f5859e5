import { describe, expect, it } from '@jest/globals';

import { SdpRequest } from '../../sdp-api/requests/request.schema.js';
import { changesBetween } from './field-changes.view.js';

const request = (fields: object): SdpRequest => SdpRequest.parse({ id: '1', display_id: '1', ...fields });
const high = { id: '9', name: 'High' };

describe('changes of a request', () => {
  const before = request({ subject: 'x', priority: high, site: { id: '2', name: 'Dublin' } });

  it('are the fields whose values differ', () => {
    const after = request({ subject: 'y', priority: high, site: { id: '2', name: 'Dublin' } });

    expect(changesBetween(before, after, ['subject'])).toEqual([{ field: 'subject', before: 'x', after: 'y' }]);
  });

  it('do not hold what an answer left out', () => {
    expect(changesBetween(before, request({ subject: 'x' }), ['subject'])).toEqual([]);
  });

  it('hold what was emptied on purpose', () => {
    expect(changesBetween(before, request({ subject: 'x', priority: high }), ['site'])).toEqual([
      { field: 'site', before: 'Dublin' },
    ]);
  });

  it('hold what the portal computed by itself', () => {
    const after = request({ subject: 'x', priority: { id: '8', name: 'Low' } });

    expect(changesBetween(before, after, ['urgency'])).toEqual([{ field: 'priority', before: 'High', after: 'Low' }]);
  });
});
