import { z } from 'zod';
import { ChildCollection } from '../children/child-collection.js';
import { childShape } from '../children/child-shape.js';
import type { Send } from '../http/operation.js';
import type { UserRef } from '../people/user.schema.js';
import { type ParentRef, parentPath } from '../records/parent-ref.js';
import { isNoSuchPath, type PathMemory } from '../records/path-memory.js';
import type { LookBack } from '../requests/look-back.js';
import { isSince, orLookedUp } from '../requests/read-back.js';
import { toWireUser } from '../requests/request-wire.js';
import type { SdpConnection } from '../sdp-connection.js';
import { changesInApproval, requestsInApproval, type WaitingRecords } from './waiting-records.js';
import { approvalState, type ApprovalStage, SdpApproval, SdpApprovalLevel } from './approval.schema.js';

const CHECK = 'list the approvals of the record (list_approvals)';

const LEVELS = childShape({
  collection: 'approval_levels',
  entity: 'approval_level',
  row: SdpApprovalLevel,
  check: CHECK,
});

const APPROVALS = childShape({ collection: 'approvals', entity: 'approval', row: SdpApproval, check: CHECK });

/** SDP has five levels (ManageEngine SDP Cloud API v3, "Approval levels"). */
const MOST_LEVELS = 5;
const MOST_APPROVALS = 100;

/** Nothing is read of the answer but that it is no refusal. */
const Accepted = z.unknown();

/** Who has to agree to a record, level by level, and what they said. Ids of levels and approvals are long ones. */
export class ApprovalsApi {
  private readonly levels: ChildCollection<SdpApprovalLevel>;
  private readonly rows: ChildCollection<SdpApproval>;

  constructor(
    private readonly send: Send,
    private readonly connection: SdpConnection,
    private readonly paths: PathMemory,
    private readonly lookBack: LookBack,
  ) {
    this.levels = new ChildCollection(LEVELS, send, lookBack);
    this.rows = new ChildCollection(APPROVALS, send, lookBack);
  }

  /**
   * Every level with its approvals, lowest first. A record's own approval status is not reliable (seen on changes), so
   * whoever wants to know what waits walks the levels: one call, and one for each level.
   */
  async stages(parent: ParentRef): Promise<ApprovalStage[]> {
    const { rows } = await this.levels.list(parentPath(parent), { rowCount: 20 });
    const stages = await Promise.all(
      rows.slice(0, MOST_LEVELS).map(async (level) => {
        const { rows: approvals } = await this.rows.list(levelPath(parent, level.id), { rowCount: MOST_APPROVALS });
        return { level, approvals };
      }),
    );
    return stages.toSorted((a, b) => (a.level.level ?? 0) - (b.level.level ?? 0));
  }

  /**
   * Gives the caller's word; SDP lets only the approver do so. The state is read back.
   *
   * @param comments at most 250 characters, one line
   * @throws SdpForbiddenError, SdpOutcomeUnknownError
   */
  async decide(
    parent: ParentRef,
    { levelId, approvalId }: { readonly levelId: string; readonly approvalId: string },
    decision: 'approve' | 'reject',
    comments: string | undefined,
  ): Promise<SdpApproval> {
    const path = [...levelPath(parent, levelId), 'approvals', approvalId];
    const input = { approval: { ...(comments !== undefined && { comments }) } };
    const readBack = (): Promise<SdpApproval> =>
      this.rows.get(levelPath(parent, levelId), approvalId, this.lookBack.send);
    return orLookedUp(
      async () => {
        await this.paths.run(this.connection, decision, (part) =>
          this.send({ method: 'PUT', path: [...path, part], input, answer: Accepted }),
        );
        return readBack();
      },
      async () => {
        const approval = await readBack();
        const wanted = decision === 'approve' ? 'approved' : 'rejected';
        return approvalState(approval.status) === wanted ? approval : undefined;
      },
      CHECK,
    );
  }

  /** Requests that somebody may have to approve; see `requestsInApproval`. */
  requestsInApproval(): Promise<WaitingRecords> {
    return requestsInApproval(this.send);
  }

  /** Changes that somebody may have to approve; see `changesInApproval`. */
  changesInApproval(): Promise<WaitingRecords> {
    return changesInApproval(this.send);
  }

  /** @param level 1 to 5 @throws SdpOutcomeUnknownError */
  addLevel(parent: ParentRef, level: number): Promise<SdpApprovalLevel> {
    const sentAt = this.lookBack.clock.now();
    return this.levels.add(
      parentPath(parent),
      { level },
      (row) => row.level === level && isSince(row.created_time, sentAt),
    );
  }

  /** @throws SdpOutcomeUnknownError */
  addApprover(parent: ParentRef, levelId: string, approver: UserRef): Promise<SdpApproval> {
    return this.rows.add(
      levelPath(parent, levelId),
      { approver: toWireUser(approver) },
      (row) => approver.id === undefined || row.approver?.id === approver.id,
    );
  }

  /** Tells the approvers of a level; false where the portal has no such operation and tells them by itself or not. */
  async sendForApproval(parent: ParentRef, levelId: string): Promise<boolean> {
    try {
      await this.paths.run(this.connection, 'send_for_approval', (part) =>
        this.send({ method: 'PUT', path: [...levelPath(parent, levelId), part], answer: Accepted }),
      );
      return true;
    } catch (error) {
      if (isNoSuchPath(error)) return false;
      throw error;
    }
  }
}

function levelPath(parent: ParentRef, levelId: string): readonly string[] {
  return [...parentPath(parent), 'approval_levels', levelId];
}
