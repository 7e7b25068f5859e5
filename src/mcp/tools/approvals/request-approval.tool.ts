import { z } from 'zod';

import { AppError } from '../../../common/errors/app.error.js';
import { approvalOperationNames } from '../../../sdp-api/approvals/approval.operations.js';
import { APPROVAL_MODULES } from '../../../sdp-api/approvals/approval.schema.js';
import type { UserRef } from '../../../sdp-api/people/user.schema.js';
import type { ParentRef } from '../../../sdp-api/records/parent-ref.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import { paragraphs } from '../../text/markdown.js';
import { ApprovalLevelView, levelLine, levelView } from '../../views/approval.view.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import { defineSdpTool } from '../define-tool.js';
import { anybody } from '../anybody.js';
import { parentParams, parentText, ParentView, parentView } from '../parent-params.js';
import { scopesOfParent } from '../scopes-below.js';
import { PartlyDoneError, ToolInputError } from '../tool.errors.js';

/** SDP has five levels (ManageEngine SDP Cloud API v3, "Approval levels"). */
const MOST_LEVELS = 5;

const approver = z.string().trim().min(1).max(200);

export const requestApproval = defineSdpTool({
  name: 'request_approval',
  title: 'Ask for approval',
  description:
    'Ask people to approve a request, change, release or purchase order: adds levels after those there are, one after the other in levels, and sends them. Approvers get a mail. Names or mail addresses are enough. See list_approvals for the state.',
  toolsets: ['requests', 'changes', 'releases', 'purchases'],
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
  ...scopesOfParent(APPROVAL_MODULES, 'READ', 'CREATE'),
  operations: approvalOperationNames(
    ...['approval_levels.list', 'approval_levels.add', 'approvals.list', 'approvals.add', 'approvals.send'],
  ),
  input: z.strictObject({
    ...parentParams(APPROVAL_MODULES),
    levels: z
      .array(z.array(approver).min(1).max(20))
      .min(1)
      .max(MOST_LEVELS)
      .describe('Approvers of each level: [["Ann Lee"], ["bob@x.org", "Cy Wu"]] asks Ann first, then Bob and Cy'),
    send: z.boolean().default(true).describe('false: prepare the levels without asking anybody yet'),
  }),
  output: z.object({
    record: ParentView,
    id: z.string(),
    levels: z.array(ApprovalLevelView),
    /** undefined: not asked for; false: the portal has no such operation, and the record has to be sent in the browser. */
    sent: z.boolean().optional(),
  }),

  async handler(args, { sdp }) {
    const [parent, people] = await Promise.all([
      sdp.parents.resolve(args.module, args.id),
      Promise.all(args.levels.map((names) => Promise.all(names.map((name) => anybody(name, sdp))))),
    ]);
    const present = await sdp.approvals.stages(parent);
    const last = Math.max(0, ...present.map(({ level }) => level.level ?? 0));
    if (last + people.length > MOST_LEVELS) {
      throw new ToolInputError(
        `There can be ${MOST_LEVELS} levels, and ${last} are there.`,
        'Ask for fewer levels, with more approvers in each.',
      );
    }
    const first = await addLevels(parent, people, last, sdp);
    const sent = args.send ? await sdp.approvals.sendForApproval(parent, first) : undefined;
    const levels = (await sdp.approvals.stages(parent)).map(levelView);
    return { record: parentView(parent, sdp), id: parent.id, levels, ...(sent !== undefined && { sent }) };
  },

  markdown: ({ record, levels, sent }) =>
    paragraphs(
      `Approval of ${parentText(record)}${sent === true ? ' was asked for' : ' is prepared'}.`,
      sent === false
        ? 'This portal has no operation that sends it: if the approvers were not told by themselves, send it in the browser.'
        : undefined,
      levels.map(levelLine).join('\n'),
      record.url,
      UNTRUSTED_NOTICE,
    ),
});

/** @returns id of the first new level @throws PartlyDoneError */
async function addLevels(
  parent: ParentRef,
  people: readonly (readonly UserRef[])[],
  last: number,
  { approvals }: SdpApi,
): Promise<string> {
  let first: string | undefined;
  let asked = 0;
  try {
    for (const [index, approvers] of people.entries()) {
      const level = await approvals.addLevel(parent, last + index + 1);
      first ??= level.id;
      for (const person of approvers) {
        await approvals.addApprover(parent, level.id, person);
        asked += 1;
      }
    }
  } catch (error) {
    if (first === undefined || !(error instanceof AppError)) throw error;
    throw new PartlyDoneError(
      error,
      `Before that, ${asked} approvers had been added and nothing was sent; see list_approvals.`,
    );
  }
  return first ?? '';
}
