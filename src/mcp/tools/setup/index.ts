import { checkAuthStatus } from './check-auth-status.tool.js';
import { completeSetup } from './complete-setup.tool.js';
import type { Tool } from '../define-tool.js';

/** In the order in which clients see them. */
export const setupTools: readonly Tool[] = [checkAuthStatus, completeSetup];
