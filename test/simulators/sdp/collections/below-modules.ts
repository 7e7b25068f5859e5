import type { Route } from '../routes/route.js';
import { CHANGE_PARENT } from './modules/changes.js';
import { PROBLEM_PARENT } from './modules/problems.js';
import { PROJECT_PARENT } from './modules/projects.js';
import { RELEASE_PARENT } from './modules/releases.js';
import { approvalRoutesUnder } from './approvals.js';
import { attachmentRoutesUnder } from './attachments.js';
import { requestParent } from './requests/find-request.js';
import { TASK_PARENT, taskRoutesUnder } from './tasks.js';
import { worklogRoutesUnder } from './worklogs.js';

const TICKETS = [PROBLEM_PARENT, CHANGE_PARENT, RELEASE_PARENT];

/** What hangs on records of several modules (reference C.1.9, C.2 to C.5). */
export const belowModulesRoutes: readonly Route[] = [
  ...[...TICKETS, PROJECT_PARENT].flatMap(taskRoutesUnder),
  ...TICKETS.flatMap(worklogRoutesUnder),
  ...[requestParent, CHANGE_PARENT, RELEASE_PARENT].flatMap((parent) => approvalRoutesUnder(parent)),
  ...[requestParent, ...TICKETS, PROJECT_PARENT, TASK_PARENT].flatMap((parent) => attachmentRoutesUnder(parent)),
];
