import { z } from 'zod';

import { ApprovalLevelView } from './approval.view.js';
import { HistoryView } from './history.view.js';
import { TaskRow } from './task.view.js';
import { ThreadEntryView } from './thread-entry.view.js';

/** What a request is shown with, beside its own fields. */
export const RequestParts = z.object({
  conversation: z
    .object({
      /** Newest entries, in time order. */
      entries: z.array(ThreadEntryView),
      total: z.number(),
      automatic_left_out: z.number(),
    })
    .optional(),
  open_tasks: z.object({ tasks: z.array(TaskRow), open: z.number(), total: z.number() }).optional(),
  time_worked: z.object({ minutes: z.number(), entries: z.number() }).optional(),
  approvals: z.array(ApprovalLevelView).optional(),
  history: z.array(HistoryView).optional(),
});

export type RequestParts = z.output<typeof RequestParts>;
