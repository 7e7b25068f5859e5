import { z } from 'zod';
import { defineSdpTool, defineSetupTool, type Tool } from '../../../src/mcp/tools/define-tool.js';

const hints = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true };

/** Answers with whom it acts for, so that a test sees whose answer it holds. */
export const whoami = defineSdpTool({
  name: 'whoami',
  title: 'Who am I',
  description: 'Tells for whom the call acts.',
  toolsets: ['core'],
  annotations: hints,
  scopes: [],
  operations: [],
  input: z.strictObject({ echo: z.string().max(10_000).optional(), waitMs: z.int().min(0).max(5_000).optional() }),
  output: z.object({ connectionId: z.string(), echo: z.string().nullable() }),
  async handler({ echo, waitMs }, { sdp }) {
    if (waitMs !== undefined) await new Promise((resolve) => setTimeout(resolve, waitMs));
    return { connectionId: sdp.connection.connectionId, echo: echo ?? null };
  },
  markdown: ({ connectionId }) => `You are ${connectionId}.`,
});

/** Runs until it is cancelled, and lets a test see that it was. */
export class EndlessTool {
  started = 0;
  aborted = 0;

  readonly tool = defineSdpTool({
    name: 'endless',
    title: 'Endless',
    description: 'Runs until it is cancelled.',
    toolsets: ['requests'],
    annotations: { ...hints, readOnlyHint: false },
    scopes: [],
    operations: [],
    input: z.strictObject({ deaf: z.boolean().optional() }),
    output: z.object({ done: z.boolean() }),
    handler: ({ deaf }, { signal }) => {
      this.started += 1;
      signal.addEventListener('abort', () => (this.aborted += 1));
      return new Promise((_resolve, reject) => {
        if (deaf !== true) signal.addEventListener('abort', () => reject(new Error('aborted')));
      });
    },
    markdown: () => 'Done.',
  });
}

export const countdown = defineSdpTool({
  name: 'countdown',
  title: 'Countdown',
  description: 'Reports progress three times.',
  toolsets: ['core', 'requests'],
  annotations: hints,
  scopes: [],
  operations: [],
  input: z.strictObject({}),
  output: z.object({ steps: z.int() }),
  async handler(_input, context) {
    for (const step of [1, 2, 3]) {
      context.progress(step, 3, `step ${step}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    context.show({ type: 'image', data: 'AAAA', mimeType: 'image/png' });
    context.show({ type: 'resource_link', uri: 'https://helpdesk.example.com/plan.pdf', name: 'plan.pdf', size: 9 });
    return { steps: 3 };
  },
  markdown: ({ steps }) => `${steps} steps.`,
});

export const broken = defineSdpTool({
  name: 'broken',
  title: 'Broken',
  description: 'Fails in a way nobody planned.',
  toolsets: ['core'],
  annotations: hints,
  scopes: [],
  operations: [],
  input: z.strictObject({ how: z.enum(['throws', 'lies']) }),
  output: z.object({ value: z.string() }),
  handler: async ({ how }) => {
    if (how === 'throws') throw new TypeError('canary-of-a-bug');
    return { value: 3 as unknown as string };
  },
  markdown: ({ value }) => value,
});

export const setUp = defineSetupTool({
  name: 'set_up',
  title: 'Set up',
  description: 'Hands a code over.',
  toolsets: ['core'],
  annotations: { ...hints, readOnlyHint: false, idempotentHint: false },
  scopes: [],
  input: z.strictObject({ code: z.string().min(3) }),
  output: z.object({ status: z.string() }),
  handler: async ({ code }, { setup }) => ({ status: (await setup.complete({ code })).status }),
  markdown: ({ status }) => `Now ${status}.`,
});

export const fakeTools = (endless: EndlessTool): readonly Tool[] => [whoami, endless.tool, countdown, broken, setUp];
