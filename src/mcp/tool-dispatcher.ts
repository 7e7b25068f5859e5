import { Logger } from '@nestjs/common';
import { AppError, type ConnectionState } from '../common/errors/app.error.js';
import { currentRequestId } from '../common/logging/request-context.js';
import type { Clock } from '../common/time/clock.js';
import type { Caller } from '../oauth/caller.js';
import type { SetupService } from '../oauth/setup.service.js';
import type { SdpApiFactory } from '../sdp-api/sdp-api.factory.js';
import { closestName } from './closest-name.js';
import { CallCancelledFault, UnknownToolFault } from './mcp.errors.js';
import type { McpLimits } from './mcp-limits.js';
import { parseArguments } from './tool-arguments.js';
import type { ToolCatalog, ToolView } from './tool-catalog.js';
import { toolFailure, type ToolResult, toolResult } from './tool-result.js';
import type { SdpTool, SetupTool, Tool } from './tools/define-tool.js';

/** One call, as a leg of the protocol hands it over. */
export interface ToolCall {
  readonly caller: Caller;
  /** Fires when the caller cancelled or went away. */
  readonly signal: AbortSignal;
  /** Does nothing when the caller did not ask for progress. */
  readonly progress: (done: number, total: number | undefined, message: string) => void;
}

export interface ToolDispatcherParts {
  readonly catalog: ToolCatalog;
  readonly setup: Pick<SetupService, 'connect' | 'explain' | 'complete' | 'status' | 'validate'>;
  readonly sdp: Pick<SdpApiFactory, 'for'>;
  readonly clock: Clock;
  readonly limits: Pick<McpLimits, 'arrayElements' | 'depth'>;
}

/** Runs tools. Knows neither SDK nor HTTP: every leg of the protocol calls this one. */
export class ToolDispatcher {
  private readonly logger = new Logger(ToolDispatcher.name);

  constructor(private readonly parts: ToolDispatcherParts) {}

  /** The result of `tools/list` for this caller; the same object for the same selection. */
  list(caller: Caller): ToolView['list'] {
    return this.parts.catalog.view(caller).list;
  }

  /**
   * Calls a tool. Whatever goes wrong inside, credentials included, is a result and not an error of the protocol.
   *
   * @throws UnknownToolFault when this connection has no such tool
   * @throws CallCancelledFault when the signal fires, whether or not the tool heeds it
   */
  async call(name: string, args: unknown, call: ToolCall): Promise<ToolResult> {
    const tool = this.find(name, call.caller);
    if (call.signal.aborted) throw new CallCancelledFault();
    const started = this.parts.clock.nowMs();
    const run: Run = { status: undefined };
    try {
      return await unlessAborted(call.signal, this.run(tool, args, call, run));
    } catch (error) {
      if (call.signal.aborted) throw new CallCancelledFault();
      this.report(tool, error, this.parts.clock.nowMs() - started);
      return toolFailure(error, { status: run.status, requestId: currentRequestId() });
    }
  }

  private find(name: string, caller: Caller): Tool {
    const { catalog } = this.parts;
    const view = catalog.view(caller);
    const tool = view.find(name);
    if (tool) return tool;
    if (catalog.has(name)) {
      throw new UnknownToolFault(`The tool ${name} is outside the toolsets or the read-only mode of this connection.`);
    }
    const names = view.list.tools.map((one) => one.name);
    const meant = closestName(name, names);
    throw new UnknownToolFault(`There is no such tool.${meant === undefined ? '' : ` Did you mean ${meant}?`}`);
  }

  private run(tool: Tool, args: unknown, call: ToolCall, run: Run): Promise<ToolResult> {
    return tool.access === 'sdp' ? this.runOnSdp(tool, args, call, run) : this.runSetup(tool, args, call);
  }

  /** Looks the connection up before the arguments are read: a person without set-up gets the steps, whatever they sent. */
  private async runOnSdp(tool: SdpTool, args: unknown, call: ToolCall, run: Run): Promise<ToolResult> {
    const { setup, sdp, clock, limits } = this.parts;
    const { connection, portal } = await setup.connect(call.caller);
    run.status = connection.state;
    const input = parseArguments(tool.input, args, limits);
    const { id: connectionId, dataCenter, scopes } = connection;
    try {
      const output = await tool.handler(input, {
        sdp: sdp.for({ connectionId, dataCenter, portal, scopes }, { signal: call.signal }),
        clock,
        signal: call.signal,
        progress: call.progress,
      });
      return present(tool, output);
    } catch (error) {
      // The grant can turn out to be dead in the middle of a call: then the steps to a new one belong to the error.
      throw setup.explain(error, call.caller, connection);
    }
  }

  private async runSetup(tool: SetupTool, args: unknown, { caller, signal }: ToolCall): Promise<ToolResult> {
    const { setup, limits } = this.parts;
    const input = parseArguments(tool.input, args, limits);
    const output = await tool.handler(input, {
      setup: {
        status: () => setup.status(caller),
        complete: (given) => setup.complete(caller, given),
        validate: () => setup.validate(caller),
      },
      signal,
    });
    return present(tool, output);
  }

  private report(tool: Tool, error: unknown, durationMs: number): void {
    const line = { event: 'tool_failed', tool: tool.name, durationMs };
    if (error instanceof AppError) this.logger.log({ ...line, code: error.code });
    else this.logger.error(line, error);
  }
}

/** What is known of a call while it runs. */
interface Run {
  status: ConnectionState | undefined;
}

function present(tool: Tool, output: unknown): ToolResult {
  const checked = tool.output.parse(output);
  return toolResult(checked, tool.markdown(checked));
}

/** The work's result, or a rejection as soon as the signal fires: no caller waits for a tool that ignores it. */
function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new CallCancelledFault());
    signal.addEventListener('abort', abort, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
