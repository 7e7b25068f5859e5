import { z } from 'zod';

import { approvalOperationNames } from '../../../sdp-api/approvals/approval.operations.js';
import type { Criterion } from '../../../sdp-api/criteria.js';
import type { LookupRef } from '../../../sdp-api/lookups/lookup-ref.js';
import { comparison } from '../../search/clause.js';
import { DateWords } from '../../search/date-words.js';
import { personClause } from '../../search/person-clause.js';
import { cleanLine } from '../../text/clean-text.js';
import { nameOf } from '../../views/person.view.js';
import { queueText, QueueView } from '../../views/queue.view.js';
import { approvalsWaitingFor } from '../approvals/waiting-approvals.js';
import { defineSdpTool } from '../define-tool.js';
import { limit, named, technician, timeZone } from '../params.js';
import { Parts } from '../parts.js';
import { queueSections } from './queue-sections.js';

/** Records in approval that are looked at, each for two calls and more; list_approvals goes further. */
const LOOKED_AT = { requests: 5, changes: 3 } as const;

export const myQueue = defineSdpTool({
  name: 'my_queue',
  title: 'My queue',
  description: [
    'What waits for you, in one call: overdue, due today, all yours that are open, on hold or waiting, what nobody works on in your support groups, each with its count and the first rows, and what waits for your approval.',
    'Works for another technician as well (technician). For more rows or other filters, use list_requests.',
  ].join('\n'),
  toolsets: ['core', 'requests'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.requests.READ'],
  operations: [
    ...['requests.list', 'technicians.get', 'changes.list'],
    ...approvalOperationNames('approval_levels.list', 'approvals.list'),
  ],
  input: z.strictObject({
    technician: technician.default('me'),
    groups: z
      .array(named('support group'))
      .max(20)
      .optional()
      .describe('Groups whose unassigned requests count, instead of those the technician is in'),
    time_zone: timeZone,
    limit: limit(5, 25),
  }),
  output: QueueView,

  async handler(input, context) {
    const { sdp, clock, signal } = context;
    const now = clock.now();
    const { zone } = new DateWords(now, input.time_zone);
    const [person, named] = await Promise.all([
      sdp.lookups.technician(input.technician),
      input.groups && Promise.all(input.groups.map((group) => sdp.lookups.group(group))),
    ]);
    const parts = new Parts(signal);
    const groups = named ?? (await parts.read('groups', sdp.technicians.get(person.id)))?.groups ?? [];
    const theirs = personClause('technician', input.technician, person).criterion;
    const wanted = { theirs, inGroups: inGroups(groups), now, zone, limit: input.limit };
    const [sections, approvals] = await Promise.all([
      queueSections(sdp, wanted, parts),
      approvalsWaitingFor(person, LOOKED_AT, context),
    ]);
    const missing = approvals.missing_parts.map((one) => ({ ...one, part: `approvals (${one.part})` }));
    return {
      technician: nameOf(person),
      ...(groups.length === 0 ? {} : { groups: groups.map(({ id, name }) => cleanLine(name ?? id ?? '', 120)) }),
      ...{ time_zone: zone, sections },
      approvals: { waiting: approvals.waiting, more: approvals.looked_at.more },
      missing_parts: [...parts.missing, ...missing],
    };
  },

  markdown: queueText,
});

/** Undefined: every group. A group whose id is not known here is searched by its name. */
function inGroups(groups: readonly LookupRef[]): Criterion | undefined {
  const each = groups.map(({ id, name }) =>
    id === undefined ? comparison('group.name', 'is', name ?? '') : comparison('group.id', 'is', id),
  );
  return each.length === 0 ? undefined : { any: each };
}
