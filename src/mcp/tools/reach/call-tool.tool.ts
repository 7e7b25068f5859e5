import { z } from 'zod';

import { defineForwardTool } from '../define-tool.js';

/** Some models write the arguments of the inner call as JSON text. */
const parsed = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
};

export const callTool = defineForwardTool({
  name: 'call_tool',
  title: 'Call a tool by name',
  description:
    'Call a tool that search_tools found and that is not in this list. It answers as if it were called directly. Tools in this list are called directly.',
  toolsets: ['core'],
  // What the most far-reaching of them may do; a read-only connection is told otherwise, since it reaches readers only.
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  scopes: [],
  input: z.strictObject({
    name: z.string().trim().min(1).max(100).describe('Name of the tool'),
    arguments: z
      .preprocess(parsed, z.object({}).catchall(z.unknown()))
      .default({})
      .describe('Its arguments, as search_tools tells them'),
  }),
  output: z.looseObject({}),
  target: ({ name, arguments: args }) => ({ name, args }),
});
