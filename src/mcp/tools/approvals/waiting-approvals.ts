import { z } from 'zod';

import type { WaitingRecord, WaitingRecords } from '../../../sdp-api/approvals/waiting-records.js';
import type { SdpUser } from '../../../sdp-api/people/user.schema.js';
import { cleanLine } from '../../text/clean-text.js';
import { isoTime } from '../../text/times.js';
import { present } from '../../views/request-row.view.js';
import type { SdpToolContext } from '../define-tool.js';
import { ParentView, parentView } from '../parent-params.js';
import { type MissingPart, Parts } from '../parts.js';
import { approvalsOf, isPending } from './own-approval.js';

/** A record that waits for somebody's word. */
export const WaitingApproval = ParentView.extend({
  title: z.string(),
  asked_by: z.string().optional(),
  level: z.number().optional(),
  approval_id: z.string(),
  sent_at: z.string().optional(),
});

export type WaitingApproval = z.output<typeof WaitingApproval>;

/** What was found, how far it was looked for, and what could not be read. */
export interface WaitingApprovals {
  readonly waiting: WaitingApproval[];
  readonly looked_at: { readonly requests: number; readonly changes: number; readonly more: boolean };
  readonly missing_parts: MissingPart[];
}

/**
 * Approvals that wait for a person. ServiceDesk Plus has no such list: the newest records in approval are read level by
 * level, at least two calls each.
 *
 * @param most records of each kind to look at
 */
export async function approvalsWaitingFor(
  person: SdpUser,
  most: { readonly requests: number; readonly changes: number },
  context: SdpToolContext,
): Promise<WaitingApprovals> {
  const { sdp, signal } = context;
  const parts = new Parts(signal);
  const [requests, changes] = await Promise.all([
    parts.read('requests', sdp.approvals.requestsInApproval()),
    parts.read('changes', sdp.approvals.changesInApproval()),
  ]);
  const chosen = [...cut(requests, most.requests), ...cut(changes, most.changes)];
  let done = 0;
  const found = await Promise.all(
    chosen.map(async (record) => {
      const stages = await parts.read(
        `approvals of ${record.module} ${record.displayId}`,
        sdp.approvals.stages(record),
      );
      done += 1;
      context.progress(done, chosen.length, 'Records in approval');
      return approvalsOf(stages ?? [], person)
        .filter(isPending)
        .map((own) => ({
          ...parentView(record, sdp),
          title: cleanLine(record.title),
          ...present({
            asked_by: record.askedBy === null ? undefined : cleanLine(record.askedBy, 120),
            level: own.level ?? undefined,
            sent_at: isoTime(own.approval.sent_on) ?? undefined,
          }),
          approval_id: own.approval.id,
        }));
    }),
  );
  const isCut = (found: WaitingRecords | undefined, at: number): boolean =>
    found !== undefined && (found.records.length > at || !found.complete);
  const more = isCut(requests, most.requests) || isCut(changes, most.changes);
  return {
    waiting: found.flat(),
    looked_at: { requests: cut(requests, most.requests).length, changes: cut(changes, most.changes).length, more },
    missing_parts: parts.missing,
  };
}

function cut(found: WaitingRecords | undefined, most: number): readonly WaitingRecord[] {
  return found?.records.slice(0, most) ?? [];
}
