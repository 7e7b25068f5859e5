import { z } from 'zod';
import { userOf, WireUser } from '../people/user.schema.js';
import type { ParentModule } from '../records/parent-ref.js';
import { lookupOf, timeOf, WireId, WireLookup, WireText, WireTime } from '../wire/values.js';

/** Modules whose records can be approved in levels. */
export const APPROVAL_MODULES = [
  'request',
  'change',
  'release',
  'purchase_order',
] as const satisfies readonly ParentModule[];

/** Where an approval, a level or a record stands; portals can rename and translate the words they use for it. */
export type ApprovalState = 'pending' | 'approved' | 'rejected' | 'other';

const WORDS: readonly (readonly [RegExp, ApprovalState])[] = [
  [/reject|denied|deny|declin/i, 'rejected'],
  [/pending|to be approved|to be sent|requested|waiting|in progress|sent/i, 'pending'],
  [/unapproved|not approved/i, 'pending'],
  [/approved/i, 'approved'],
];

/** By SDP's own words; `other` for a status that is none of them. Null: not in approval. */
export function approvalState(status: { readonly name: string | null } | null): ApprovalState | null {
  if (!status) return null;
  return WORDS.find(([word]) => word.test(status.name ?? ''))?.[1] ?? 'other';
}

/** A stage of an approval; stages follow each other. */
export const SdpApprovalLevel = z
  .object({
    id: WireId,
    level: z.union([z.string(), z.number()]).nullish(),
    name: WireText,
    status: WireLookup,
    created_time: WireTime,
    created_by: WireUser.nullish(),
  })
  .transform((wire) => ({
    id: wire.id,
    level: wire.level === null || wire.level === undefined ? null : Number(wire.level),
    name: wire.name ?? null,
    status: lookupOf(wire.status),
    created_time: timeOf(wire.created_time),
    created_by: userOf(wire.created_by),
  }));

export type SdpApprovalLevel = z.output<typeof SdpApprovalLevel>;

/** One approver's word, or the wait for it. `comments` is plain text of at most 250 characters. */
export const SdpApproval = z
  .object({
    id: WireId,
    status: WireLookup,
    comments: WireText,
    approver: WireUser.nullish(),
    original_approver: WireUser.nullish(),
    action_taken_on: WireTime,
    sent_on: WireTime,
  })
  .transform((wire) => ({
    id: wire.id,
    status: lookupOf(wire.status),
    comments: wire.comments ?? null,
    approver: userOf(wire.approver),
    original_approver: userOf(wire.original_approver),
    action_taken_on: timeOf(wire.action_taken_on),
    sent_on: timeOf(wire.sent_on),
  }));

export type SdpApproval = z.output<typeof SdpApproval>;

/** A level with its approvals. */
export interface ApprovalStage {
  readonly level: SdpApprovalLevel;
  readonly approvals: readonly SdpApproval[];
}
