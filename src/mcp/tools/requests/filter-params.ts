import { z } from 'zod';

import { REQUEST_SORT_FIELDS } from '../../../sdp-api/requests/request-query.js';
import { dateWords, named, requester, startIndex, technician, timeZone } from '../params.js';

/** The arguments that narrow and order a list of requests; the same in the tools that list and search. */
export const filterParams = {
  status: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .describe(
      'open (all unfinished), closed (all finished), on_hold, resolved, cancelled, pending, all, or a status by name',
    ),
  priority: named('priority').optional(),
  technician: technician.describe('Name, mail, id, "me" or "unassigned"').optional(),
  group: named('support group').optional(),
  requester: requester.optional(),
  site: named('site').optional(),
  category: named('category').optional(),
  overdue: z.boolean().optional().describe('Past due, neither finished nor on hold'),
  created_after: dateWords('Created on or after').optional(),
  created_before: dateWords('Created before').optional(),
  due_before: dateWords('Due before').optional(),
  updated_after: dateWords('Last changed on or after').optional(),
  time_zone: timeZone,
  sort_by: z.enum(REQUEST_SORT_FIELDS).default('created_time'),
  sort_order: z.enum(['asc', 'desc']).default('desc'),
  start_index: startIndex,
};
