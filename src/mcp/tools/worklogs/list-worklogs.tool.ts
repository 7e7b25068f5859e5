import { z } from 'zod';

import { namesBelow } from '../../../sdp-api/children/operations-below.js';
import { WORKLOG_MODULES } from '../../../sdp-api/worklogs/worklog.operations.js';
import { inline, paragraphs } from '../../text/markdown.js';
import { pageFrom, pageText, PageView } from '../../views/page.view.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import { minutesText, worklogLine, WorklogView, worklogView } from '../../views/worklog.view.js';
import { defineSdpTool } from '../define-tool.js';
import { parentParams, parentText, ParentView, parentView } from '../parent-params.js';
import { limit, startIndex } from '../params.js';
import { scopesOfParent } from '../scopes-below.js';

/** Worklogs of one record that are read and added up. */
const MOST = 1_000;

export const listWorklogs = defineSdpTool({
  name: 'list_worklogs',
  title: 'List time worked',
  description:
    'List who worked how long on a request (ticket) or, with module, on a problem, change, release or task, newest first, with the total and the share of each person. To log time use log_time.',
  toolsets: ['requests', 'problems', 'changes', 'releases', 'tasks'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  ...scopesOfParent(WORKLOG_MODULES, 'READ'),
  operations: namesBelow(WORKLOG_MODULES, 'worklogs.list'),
  input: z.strictObject({ ...parentParams(WORKLOG_MODULES), limit: limit(20, 100), start_index: startIndex }),
  output: z.object({
    record: ParentView,
    worklogs: z.array(WorklogView),
    total_minutes: z.number(),
    by_person: z.array(z.object({ name: z.string(), minutes: z.number() })),
    /** False: only the first 1,000 were read and added up. */
    complete: z.boolean(),
    page: PageView,
  }),

  async handler({ module, id, limit: rows, start_index: start }, { sdp }) {
    const parent = await sdp.parents.resolve(module, id);
    const read = await sdp.worklogs.all(parent, MOST);
    const newest = read.rows
      .toSorted((a, b) => (b.start_time?.getTime() ?? 0) - (a.start_time?.getTime() ?? 0))
      .map(worklogView);
    const shown = newest.slice(start - 1, start - 1 + rows);
    const shares = new Map<string, number>();
    for (const { technician, minutes = 0 } of newest) {
      const name = technician?.name ?? 'nobody';
      shares.set(name, (shares.get(name) ?? 0) + minutes);
    }
    return {
      record: parentView(parent, sdp),
      worklogs: shown,
      total_minutes: newest.reduce((sum, { minutes = 0 }) => sum + minutes, 0),
      by_person: [...shares].map(([name, minutes]) => ({ name, minutes })).toSorted((a, b) => b.minutes - a.minutes),
      complete: read.complete,
      page: pageFrom({
        ...{ start, returned: shown.length, total: newest.length },
        hasMore: start - 1 + shown.length < newest.length && shown.length > 0,
      }),
    };
  },

  markdown({ record, worklogs, total_minutes: total, by_person: shares, complete, page }) {
    const people = shares.map(({ name, minutes }) => `${inline(name)} ${minutesText(minutes)}`).join(', ');
    return paragraphs(
      `Time worked on ${parentText(record)}: ${minutesText(total)}${shares.length > 1 ? ` (${people})` : ''}.`,
      complete ? undefined : `There are more: only the first ${MOST} were read and added up.`,
      pageText(page, 'worklogs'),
      worklogs.map(worklogLine).join('\n'),
      record.url,
      worklogs.length > 0 ? UNTRUSTED_NOTICE : undefined,
    );
  },
});
