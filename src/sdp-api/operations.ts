import { noticeOperations } from './admin-data/notice.operations.js';
import type { ApiOperation } from './api-operation.js';
import { approvalOperations } from './approvals/approval.operations.js';
import { assetOperations } from './assets/asset.operations.js';
import { attachmentOperations } from './attachments/attachment.operations.js';
import { changeOperations } from './changes/change.operations.js';
import { cmdbOperations } from './cmdb/cmdb.operations.js';
import { contractOperations } from './contracts/contract.operations.js';
import { historyOperations } from './history/history.operations.js';
import { linkOperations } from './links/link.operations.js';
import { metadataOperations } from './metadata/metadata.operations.js';
import { metainfoOperations } from './metainfo/metainfo.operations.js';
import { peopleOperations } from './people/people.operations.js';
import { problemOperations } from './problems/problem.operations.js';
import { projectOperations } from './projects/project.operations.js';
import { purchaseOrderOperations } from './purchases/purchase-order.operations.js';
import { parentOperations } from './records/parent.operations.js';
import { releaseOperations } from './releases/release.operations.js';
import { requestOperations } from './requests/request.operations.js';
import { solutionOperations } from './solutions/solution.operations.js';
import { taskOperations } from './tasks/task.operations.js';
import { templateOperations } from './templates/template.operations.js';
import { worklogOperations } from './worklogs/worklog.operations.js';

/** Every operation that this server sends to SDP, by folder. */
export const operations: readonly ApiOperation[] = [
  ...requestOperations,
  ...approvalOperations,
  ...attachmentOperations,
  ...historyOperations,
  ...linkOperations,
  ...taskOperations,
  ...worklogOperations,
  ...parentOperations,
  ...problemOperations,
  ...changeOperations,
  ...releaseOperations,
  ...projectOperations,
  ...solutionOperations,
  ...peopleOperations,
  ...metadataOperations,
  ...metainfoOperations,
  ...assetOperations,
  ...contractOperations,
  ...purchaseOrderOperations,
  ...noticeOperations,
  ...cmdbOperations,
  ...templateOperations,
];
