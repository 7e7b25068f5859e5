import { z } from 'zod';

import { DateWords } from '../../search/date-words.js';
import { findRequests } from '../../search/find-requests.js';
import { filterClauses } from '../../search/request-filter.js';
import { foundRequestsText, FoundRequestsView } from '../../views/found-requests.view.js';
import { defineSdpTool } from '../define-tool.js';
import { filterParams } from './filter-params.js';
import { limit } from '../params.js';

export const listRequests = defineSdpTool({
  name: 'list_requests',
  title: 'List requests',
  description: [
    'List requests (tickets), newest first, narrowed by status, priority, technician, group, requester, site, category, dates or overdue. All filters must hold.',
    'Names are enough, ids are not needed: technician "me" is your own queue, "unassigned" is what nobody works on, status "open" is everything unfinished.',
    'To look for words in tickets, or to combine conditions with or and not, use search_requests. To read one ticket, use get_request.',
  ].join('\n'),
  toolsets: ['core', 'requests'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.requests.READ'],
  operations: ['requests.list'],
  input: z.strictObject({ ...filterParams, limit: limit(25, 100) }),
  output: FoundRequestsView,

  async handler(input, { sdp, clock }) {
    const now = clock.now();
    const context = { sdp, now, dates: new DateWords(now, input.time_zone) };
    return findRequests(await filterClauses(input, context), input, context);
  },

  markdown: foundRequestsText,
});
