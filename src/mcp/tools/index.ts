import { assetTools } from './assets/index.js';
import { cmdbTools } from './cmdb/index.js';
import { adminDataTools } from './admin_data/index.js';
import { approvalsTools } from './approvals/index.js';
import { attachmentsTools } from './attachments/index.js';
import { contractTools } from './contracts/index.js';
import { purchaseTools } from './purchases/index.js';
import { linksTools } from './links/index.js';
import type { Tool } from './define-tool.js';
import { deferredTools } from './deferred/index.js';
import { deskTools } from './desk/index.js';
import { metadataTools } from './metadata/index.js';
import { peopleTools } from './people/index.js';
import { requestsTools } from './requests/index.js';
import { problemsTools } from './problems/index.js';
import { changesTools } from './changes/index.js';
import { releasesTools } from './releases/index.js';
import { projectsTools } from './projects/index.js';
import { solutionsTools } from './solutions/index.js';
import { reachTools } from './reach/index.js';
import { setupTools } from './setup/index.js';
import { taskTools } from './tasks/index.js';
import { worklogTools } from './worklogs/index.js';

/** Every tool, in the order in which clients see them. An explicit list: a tool is published by naming it in its folder's. */
export const tools: readonly Tool[] = [
  ...setupTools,
  ...reachTools,
  ...deskTools,
  ...requestsTools,
  ...approvalsTools,
  ...attachmentsTools,
  ...linksTools,
  ...worklogTools,
  ...taskTools,
  ...problemsTools,
  ...changesTools,
  ...releasesTools,
  ...projectsTools,
  ...solutionsTools,
  ...deferredTools,
  ...peopleTools,
  ...metadataTools,
  ...assetTools,
  ...cmdbTools,
  ...contractTools,
  ...purchaseTools,
  ...adminDataTools,
];
