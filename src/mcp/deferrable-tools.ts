import { Clock } from '../common/time/clock.js';
import type { Deferrable, DeferrableContext } from '../writes/deferrable.js';
import type { WriteResult } from '../writes/write-result.js';
import { confirmThrough } from './confirmation.js';
import { MCP_LIMITS } from './mcp-limits.js';
import { parseArguments } from './tool-arguments.js';
import type { SdpTool, SdpToolContext, Tool, WriteTraits } from './tools/define-tool.js';

/** The time when a write was deferred: what "tomorrow" in its arguments refers to. */
class StoppedClock extends Clock {
  constructor(private readonly at: Date) {
    super();
  }

  now(): Date {
    return this.at;
  }
}

/** The kinds of writes that may wait: every tool that says so in its `write.deferral`. */
export function deferrableTools(tools: readonly Tool[]): Deferrable[] {
  return tools.flatMap((tool) => (tool.access === 'sdp' && tool.write?.deferral ? [deferrable(tool, tool.write)] : []));
}

function deferrable(tool: SdpTool, write: WriteTraits<SdpTool['input'], SdpTool['output']>): Deferrable {
  const inputOf = (args: unknown) => parseArguments(tool.input, args, MCP_LIMITS);
  return {
    tool: tool.name,
    async send(args, context): Promise<WriteResult> {
      return write.keep(await tool.handler(inputOf(args), toolContext(context)));
    },
    find: async (args, context, sentAt) => write.find(inputOf(args), toolContext(context), sentAt),
  };
}

function toolContext({ sdp, deferredAt, signal }: DeferrableContext): SdpToolContext {
  const clock = new StoppedClock(deferredAt);
  return { sdp, signal, clock, progress: () => undefined, confirm: confirmThrough(), show: () => undefined };
}
