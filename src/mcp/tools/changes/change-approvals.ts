import { z } from 'zod';

import { paragraphs } from '../../text/markdown.js';
import { ApprovalLevelView, levelLine, levelView } from '../../views/approval.view.js';
import { recordPart } from '../records/get-record.js';

const Approvals = z.object({
  state: z.enum(['none', 'pending', 'approved', 'rejected']),
  levels: z.array(ApprovalLevelView),
});

/** Who has agreed to a change. A change's own approval status was seen to be wrong, so its levels are asked. */
export const changeApprovals = recordPart({
  key: 'approvals',
  schema: Approvals,
  operations: ['changes.approval_levels.list', 'changes.approvals.list'],
  async read(parent, _record, { sdp }) {
    const levels = (await sdp.approvals.stages(parent)).map(levelView);
    return { state: stateOf(levels), levels };
  },
  text({ state, levels }) {
    if (levels.length === 0) return 'Approvals: nobody is asked.';
    return paragraphs(`**Approvals: ${state}**`, levels.map(levelLine).join('\n'));
  },
});

function stateOf(levels: readonly ApprovalLevelView[]): z.output<typeof Approvals>['state'] {
  if (levels.length === 0) return 'none';
  if (levels.some(({ state }) => state === 'rejected')) return 'rejected';
  return levels.every(({ state }) => state === 'approved') ? 'approved' : 'pending';
}
