import { belowModulesRoutes } from '../collections/below-modules.js';
import { conversationRoutes } from '../collections/conversations.js';
import { linkRoutes } from '../collections/links.js';
import { metainfoRoutes } from '../collections/metainfo.js';
import { noteRoutes } from '../collections/notes.js';
import { peopleRoutes } from '../collections/people.js';
import { portalRoutes } from '../collections/portals.js';
import { replyRoutes } from '../collections/replies.js';
import { historyRoutes } from '../collections/requests/request-history.js';
import { mergingRoutes } from '../collections/requests/merging.js';
import { requestRoutes } from '../collections/requests/request.routes.js';
import { resolutionRoutes } from '../collections/resolutions.js';
import { setupRoutes } from '../collections/setup-lists.js';
import { agreementRoutes } from '../collections/modules/agreements.js';
import { assetRoutes } from '../collections/modules/assets.js';
import { changeRoutes } from '../collections/modules/changes.js';
import { cmdbRoutes } from '../collections/modules/cmdb.js';
import { noticeRoutes } from '../collections/modules/notices.js';
import { problemRoutes } from '../collections/modules/problems.js';
import { projectRoutes } from '../collections/modules/projects.js';
import { releaseRoutes } from '../collections/modules/releases.js';
import { solutionRoutes } from '../collections/modules/solutions.js';
import { taskRoutes } from '../collections/tasks.js';
import { templateRoutes } from '../collections/templates.js';
import { worklogRoutes } from '../collections/worklogs.js';
import type { Route } from './route.js';

/** Every operation of the simulated API. */
export const routes: readonly Route[] = [
  ...requestRoutes,
  ...noteRoutes,
  ...conversationRoutes,
  ...replyRoutes,
  ...resolutionRoutes,
  ...taskRoutes,
  ...worklogRoutes,
  ...linkRoutes,
  ...historyRoutes,
  ...mergingRoutes,
  ...metainfoRoutes,
  ...peopleRoutes,
  ...setupRoutes,
  ...templateRoutes,
  ...problemRoutes,
  ...changeRoutes,
  ...releaseRoutes,
  ...projectRoutes,
  ...belowModulesRoutes,
  ...solutionRoutes,
  ...assetRoutes,
  ...cmdbRoutes,
  ...agreementRoutes,
  ...noticeRoutes,
  ...portalRoutes,
];
