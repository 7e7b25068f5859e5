import { z } from 'zod';

import { closestNames } from '../../../common/text/closest-names.js';
import { SYSTEM_VIEWS } from '../../../sdp-api/requests/request-query.js';
import { SdpInvalidInputError, UnknownNameError } from '../../../sdp-api/sdp-input.errors.js';
import type { Clause } from '../../search/clause.js';
import type { SearchContext } from '../../search/condition-clause.js';
import { DateWords } from '../../search/date-words.js';
import { findRequests, type RowsWanted } from '../../search/find-requests.js';
import { filterClauses } from '../../search/request-filter.js';
import { foundRequestsText, FoundRequestsView } from '../../views/found-requests.view.js';
import { defineSdpTool } from '../define-tool.js';
import { filterParams } from './filter-params.js';
import { limit } from '../params.js';
import { ToolInputError } from '../tool.errors.js';

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
  input: z.strictObject({
    ...filterParams,
    udf_fields: z
      .object({})
      .catchall(z.string().max(250))
      .optional()
      .describe('Own fields of the portal, by label or key, each with its value'),
    view: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .optional()
      .describe('A view of ServiceDesk Plus by its name, such as My_Open or Overdue_System; without other filters'),
    limit: limit(25, 100),
  }),
  output: FoundRequestsView,

  async handler(input, { sdp, clock }) {
    const now = clock.now();
    const context = { sdp, now, dates: new DateWords(now, input.time_zone) };
    const clauses = await filterClauses(input, context);
    return input.view === undefined
      ? findRequests(clauses, input, context)
      : inView(input.view, clauses, input, context);
  },

  markdown: foundRequestsText,
});

/** SDP takes no other condition beside a view. @throws UnknownNameError with the closest views */
async function inView(view: string, clauses: readonly Clause[], wanted: RowsWanted, context: SearchContext) {
  if (clauses.length > 0) {
    throw new ToolInputError(
      'ServiceDesk Plus takes no filter beside a view.',
      'Give view alone, or the filters alone.',
    );
  }
  const name = SYSTEM_VIEWS.find((one) => spaced(one) === spaced(view)) ?? view;
  try {
    return await findRequests([], { ...wanted, view: name }, context);
  } catch (error) {
    if (!(error instanceof SdpInvalidInputError)) throw error;
    throw new UnknownNameError('view', view, closestNames(SYSTEM_VIEWS, view), SYSTEM_VIEWS, { cause: error });
  }
}

/** "my open" is My_Open, and "overdue" Overdue_System. */
function spaced(view: string): string {
  return view
    .toLowerCase()
    .replace(/[_-]+/g, ' ')
    .replace(/ system$/, '')
    .trim();
}
