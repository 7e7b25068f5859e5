import { Logger } from '@nestjs/common';
import { AppError, type ConnectionState } from '../common/errors/app.error.js';
import { outcomeCode } from '../common/errors/outcome-code.js';
import type { ServerEvents } from '../common/events/server-events.js';
import { currentRequestId } from '../common/logging/request-context.js';
import { inSpan } from '../common/tracing.js';
import type { Clock } from '../common/time/clock.js';
import type { Caller } from '../oauth/caller.js';
import type { SetupService } from '../oauth/setup.service.js';
import type { SdpApiFactory } from '../sdp-api/sdp-api.factory.js';
import type { CallGate } from './call-gate.js';
import { type Ask, PatientAsk } from './confirmation.js';
import { lackingScopes, scopesLackingFor } from './lacking-scopes.js';
import { CallCancelledFault, ScopesMissingError } from './mcp.errors.js';
import type { McpLimits } from './mcp-limits.js';
import type { PortalRules } from './portal-rules.js';
import { type Progress, SteadyProgress } from './steady-progress.js';
import { parseArguments } from './tool-arguments.js';
import type { ToolCatalog, ToolView } from './tool-catalog.js';
import { ToolFinder } from './tool-finder.js';
import { toolFailure, type ToolMedia, type ToolResult, withMedia } from './tool-result.js';
import type { ToolWrites } from './tool-writes.js';
import type { AnsweringTool, CatalogTool, SdpTool, ServerTool, SetupTool, Tool } from './tools/define-tool.js';
import { present, presentWrite } from './present.js';
import { unlessAborted } from './unless-aborted.js';

/** One call, as a leg of the protocol hands it over. */
export interface ToolCall {
  readonly caller: Caller;
  /** Fires when the caller cancelled or went away. */
  readonly signal: AbortSignal;
  /** undefined when the caller did not ask for progress. */
  readonly progress: Progress | undefined;
  /** undefined when the person cannot be asked through their client. */
  readonly ask?: Ask | undefined;
}

export interface ToolDispatcherParts {
  readonly catalog: ToolCatalog;
  readonly setup: Pick<SetupService, 'connect' | 'peek' | 'explain' | 'complete' | 'status' | 'validate'>;
  readonly sdp: Pick<SdpApiFactory, 'for'>;
  readonly writes: Pick<ToolWrites, 'run' | 'list' | 'cancel'>;
  readonly rules: Pick<PortalRules, 'learn' | 'told'>;
  readonly clock: Clock;
  readonly events: Pick<ServerEvents, 'emit'>;
  readonly gate: Pick<CallGate, 'run'>;
  readonly limits: Pick<McpLimits, 'arrayElements' | 'depth' | 'progressMs' | 'glanceMs'>;
}

/** Runs tools. Knows neither SDK nor HTTP: every leg of the protocol calls this one. */
export class ToolDispatcher {
  private readonly logger = new Logger(ToolDispatcher.name);
  private readonly finder: ToolFinder;

  constructor(private readonly parts: ToolDispatcherParts) {
    this.finder = new ToolFinder(parts);
  }

  /** The result of `tools/list` for this caller; the same object for the same selection and the same grant. */
  async list(caller: Caller): Promise<ToolView['list']> {
    return (await this.finder.viewOf(caller)).list;
  }

  /** Whether this caller may call the tool, as far as toolsets and read-only mode go. */
  offers(name: string, caller: Caller): boolean {
    return this.finder.offers(name, caller);
  }

  /** What the caller's portal was seen to demand, as a sentence; undefined when nothing is known of it. */
  rulesFor(caller: Caller): string | undefined {
    return this.parts.rules.told(caller);
  }

  /**
   * Calls a tool. Whatever goes wrong inside, credentials included, is a result and not an error of the protocol.
   *
   * @throws UnknownToolFault when this connection has no such tool
   * @throws CallCancelledFault when the signal fires, whether or not the tool heeds it
   */
  async call(name: string, args: unknown, call: ToolCall): Promise<ToolResult> {
    const tool = this.finder.find(name, call.caller);
    if (tool.access !== 'forward') return this.answer(tool, args, call);

    let passed: { tool: AnsweringTool; args: unknown };
    try {
      passed = this.finder.targetOf(tool, args, call.caller);
    } catch (error) {
      return this.failed(tool, error, this.begin());
    }
    return this.answer(passed.tool, passed.args, call);
  }

  private answer(tool: AnsweringTool, args: unknown, call: ToolCall): Promise<ToolResult> {
    const attributes = { 'mcp.method.name': 'tools/call', 'gen_ai.tool.name': tool.name };
    return inSpan(`tools/call ${tool.name}`, { kind: 'server', attributes }, () => this.answerNow(tool, args, call));
  }

  private async answerNow(tool: AnsweringTool, args: unknown, call: ToolCall): Promise<ToolResult> {
    const run = this.begin();
    try {
      if (call.signal.aborted) throw new CallCancelledFault();
      const result = await unlessAborted(call.signal, this.runInTurn(tool, args, call, run));
      this.tell(tool, run, 'ok', writtenIds(tool, result));
      return result;
    } catch (error) {
      if (call.signal.aborted) {
        this.tell(tool, run, 'cancelled');
        throw new CallCancelledFault();
      }
      return this.failed(tool, error, run);
    }
  }

  private begin(): Run {
    return { startedMs: this.parts.clock.nowMs(), status: undefined, connectionId: undefined, proved: nothing };
  }

  private failed(tool: Tool, error: unknown, run: Run): ToolResult {
    this.tell(tool, run, outcomeCode(error));
    this.report(tool, error, this.parts.clock.nowMs() - run.startedMs);
    return toolFailure(error, { status: run.status, requestId: currentRequestId() });
  }

  private async runInTurn(tool: AnsweringTool, args: unknown, call: ToolCall, run: Run): Promise<ToolResult> {
    const { gate, limits } = this.parts;
    const steady = call.progress && new SteadyProgress(call.progress, limits.progressMs);
    try {
      return await gate.run(call.caller, call.signal, (proved) => {
        run.proved = proved;
        return this.run(tool, args, { ...call, progress: steady?.report }, run);
      });
    } finally {
      steady?.end();
    }
  }

  private run(tool: AnsweringTool, args: unknown, call: ToolCall, run: Run): Promise<ToolResult> {
    if (tool.access === 'setup') return this.runSetup(tool, args, call);
    return tool.access === 'catalog' ? this.runCatalog(tool, args, call) : this.runConnected(tool, args, call, run);
  }

  private async runCatalog(tool: CatalogTool, args: unknown, { caller }: ToolCall): Promise<ToolResult> {
    const input = parseArguments(tool.input, args, this.parts.limits);
    const { offered } = await this.finder.viewOf(caller);
    return present(tool, await tool.handler(input, { offered }));
  }

  /** Looks the connection up before the arguments are read: a person without set-up gets the steps, whatever they sent. */
  private async runConnected(tool: SdpTool | ServerTool, args: unknown, call: ToolCall, run: Run): Promise<ToolResult> {
    const { setup, sdp, clock, limits, writes, rules } = this.parts;
    const { connection, portal } = await setup.connect(call.caller);
    run.proved();
    run.status = connection.state;
    run.connectionId = connection.id;
    const { id: connectionId, dataCenter, scopes } = connection;
    const demand = (lacking: readonly string[]): void => {
      if (lacking.length > 0) throw setup.explain(new ScopesMissingError(tool.name, lacking), call.caller, connection);
    };
    demand(lackingScopes(tool, scopes));
    const input = parseArguments(tool.input, args, limits);
    demand(scopesLackingFor(tool, input, scopes));
    if (tool.access === 'server') {
      const deferred = {
        list: () => writes.list(connectionId),
        cancel: (id: string) => writes.cancel(connectionId, id),
      };
      return present(tool, await tool.handler(input, { deferred }));
    }
    const person = new PatientAsk(call.ask, () => clock.nowMs());
    const shown: ToolMedia[] = [];
    try {
      const outcome = await writes.run(tool, input, {
        sdp: sdp.for({ connectionId, dataCenter, portal, scopes }, { signal: call.signal, waitedMs: person.waitedMs }),
        clock,
        signal: call.signal,
        progress: call.progress ?? nothing,
        confirm: person.confirm,
        show: (media) => void shown.push(media),
      });
      return withMedia(presentWrite(tool, outcome), shown);
    } catch (error) {
      rules.learn(call.caller, tool.name, error);
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

  private tell(tool: Tool, { startedMs, connectionId }: Run, outcome: string, recordIds?: readonly string[]): void {
    this.parts.events.emit({
      type: 'tool_called',
      tool: tool.name,
      ...(connectionId === undefined ? {} : { connectionId }),
      writes: !tool.annotations.readOnlyHint,
      outcome,
      durationMs: this.parts.clock.nowMs() - startedMs,
      ...(recordIds === undefined ? {} : { recordIds }),
    });
  }

  private report(tool: Tool, error: unknown, durationMs: number): void {
    const line = { event: 'tool_failed', tool: tool.name, durationMs };
    if (error instanceof AppError) this.logger.log({ ...line, code: error.code });
    else this.logger.error(line, error);
  }
}

/** What is known of a call while it runs. */
interface Run {
  readonly startedMs: number;
  status: ConnectionState | undefined;
  connectionId: string | undefined;
  /** Says that the caller has proved a connection. */
  proved: () => void;
}

const nothing = (): void => undefined;

/** The outputs of tools that write carry the ids of what they wrote under these names. */
const RECORD_IDS = ['id', 'note_id'] as const;

/** undefined when the tool only reads, or names no record. */
function writtenIds({ annotations }: Tool, { structuredContent }: ToolResult): string[] | undefined {
  if (annotations.readOnlyHint) return undefined;
  const ids = [...RECORD_IDS.map((name) => structuredContent[name]), ...doneIds(structuredContent['results'])].filter(
    (id) => typeof id === 'string',
  );
  return ids.length === 0 ? undefined : ids;
}

/** Of tools that write many records: those that were written. */
function doneIds(results: unknown): unknown[] {
  if (!Array.isArray(results)) return [];
  return (results as { readonly id?: unknown; readonly result?: unknown }[])
    .filter(({ result }) => result === 'done')
    .map(({ id }) => id);
}
