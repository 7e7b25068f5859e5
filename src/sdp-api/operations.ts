import type { ApiOperation } from './api-operation.js';
import { cmdbOperations } from './cmdb/cmdb.operations.js';
import { metadataOperations } from './metadata/metadata.operations.js';
import { metainfoOperations } from './metainfo/metainfo.operations.js';
import { peopleOperations } from './people/people.operations.js';
import { moduleOperations } from './records/module.operations.js';
import { parentOperations } from './records/parent.operations.js';
import { thingOperations } from './records/thing.operations.js';
import { requestOperations } from './requests/request.operations.js';
import { templateOperations } from './templates/template.operations.js';
import { approvalOperations } from './approvals/approval.operations.js';
import { attachmentOperations } from './attachments/attachment.operations.js';
import { historyOperations } from './history/history.operations.js';
import { linkOperations } from './links/link.operations.js';
import { taskOperations } from './tasks/task.operations.js';
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
  ...moduleOperations,
  ...peopleOperations,
  ...metadataOperations,
  ...metainfoOperations,
  ...thingOperations,
  ...cmdbOperations,
  ...templateOperations,
];
