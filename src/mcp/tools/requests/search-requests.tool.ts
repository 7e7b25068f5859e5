import { z } from 'zod';

import { all, any, type Clause, not } from '../../search/clause.js';
import { conditionClause, CONDITIONS, type SearchContext } from '../../search/condition-clause.js';
import { DateWords } from '../../search/date-words.js';
import { findRequests } from '../../search/find-requests.js';
import { freeTextClause } from '../../search/free-text-clause.js';
import { filterClauses } from '../../search/request-filter.js';
import { foundRequestsText, FoundRequestsView } from '../../views/found-requests.view.js';
import { defineSdpTool } from '../define-tool.js';
import { filterParams } from './filter-params.js';
import { limit } from '../params.js';
import { ToolInputError } from '../tool.errors.js';

const FieldConditionParam = z.strictObject({
  field: z.string().trim().min(1).max(80),
  condition: z.enum(CONDITIONS).default('is'),
  value: z.string().trim().min(1).max(250).optional(),
  values: z.array(z.string().trim().min(1).max(250)).max(20).default([]).describe('Several values: any of them'),
});

const conditions = (what: string) => z.array(FieldConditionParam).max(15).default([]).describe(what);

export const searchRequests = defineSdpTool({
  name: 'search_requests',
  title: 'Search requests',
  description: [
    'Find requests (tickets) by words and conditions. All that is given must hold. For plain filters list_requests is enough.',
    'query: every word must stand in subject or description; "quoted words" stay together.',
    'Fields of all_of, any_of, none_of: number, subject, description, status, status_name (one exact status), priority, urgency, impact, level, mode, request_type, category, subcategory, item, group, site, template, department, technician, requester, created_time, last_updated_time, due_by_time, first_response_due_by_time, responded_time, resolved_time, completed_time, overdue, is_service_request, is_escalated, is_reopened, has_notes, has_attachments, and own fields of the portal by label.',
    'Times take is, before and after with "last 7 days", "yesterday", "2026-11" or "2026-11-01 to 2026-11-05"; people take names or "me"; technician takes "unassigned"; overdue and is_/has_ fields take yes or no.',
    'The answer says how the search was understood: check it.',
  ].join('\n'),
  toolsets: ['core', 'requests'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.requests.READ'],
  operations: ['requests.list'],
  input: z.strictObject({
    query: z.string().trim().min(1).max(300).optional().describe('Words to look for'),
    all_of: conditions('All of these must hold'),
    any_of: conditions('At least one of these must hold'),
    none_of: conditions('None of these may hold'),
    ...filterParams,
    limit: limit(25, 100),
  }),
  output: FoundRequestsView,

  async handler(input, { sdp, clock }) {
    const now = clock.now();
    const context = { sdp, now, dates: new DateWords(now, input.time_zone) };
    const text = input.query === undefined ? undefined : freeTextClause(input.query);
    const [must, either, never, filters] = await Promise.all([
      clauses(input.all_of, context),
      clauses(input.any_of, context),
      clauses(input.none_of, context),
      filterClauses(input, context),
    ]);
    const wanted = [text, ...filters, all(must), any(either), ...never.map(not)].filter((one) => one !== undefined);
    if (wanted.length === 0 && input.status === undefined) {
      throw new ToolInputError('The search is empty.', 'Give query, a filter or conditions; list_requests lists all.');
    }
    return findRequests(wanted, input, context);
  },

  markdown: foundRequestsText,
});

function clauses(
  given: readonly z.output<typeof FieldConditionParam>[],
  context: SearchContext,
): Promise<readonly Clause[]> {
  return Promise.all(
    given.map(({ field, condition, value, values }) =>
      conditionClause({ field, condition, values: value === undefined ? values : [value, ...values] }, context),
    ),
  );
}
