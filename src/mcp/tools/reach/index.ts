import type { Tool } from '../define-tool.js';
import { callTool } from './call-tool.tool.js';
import { searchTools } from './search-tools.tool.js';

/** In the order in which clients see them. */
export const reachTools: readonly Tool[] = [searchTools, callTool];
