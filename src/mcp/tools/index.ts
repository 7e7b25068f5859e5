import type { Tool } from './define-tool.js';

/** Every tool, in the order in which clients see them. An explicit list: a tool is published by naming it here. */
export const tools: readonly Tool[] = [];
