import { conversationRoutes } from '../collections/conversations.js';
import { linkRoutes } from '../collections/links.js';
import { metainfoRoutes } from '../collections/metainfo.js';
import { noteRoutes } from '../collections/notes.js';
import { peopleRoutes } from '../collections/people.js';
import { portalRoutes } from '../collections/portals.js';
import { replyRoutes } from '../collections/replies.js';
import { requestRoutes } from '../collections/requests/request.routes.js';
import { resolutionRoutes } from '../collections/resolutions.js';
import { setupRoutes } from '../collections/setup-lists.js';
import { solutionRoutes } from '../collections/solutions.js';
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
  ...metainfoRoutes,
  ...peopleRoutes,
  ...setupRoutes,
  ...templateRoutes,
  ...solutionRoutes,
  ...portalRoutes,
];
