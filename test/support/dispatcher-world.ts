import { ServerEvents } from '../../src/common/events/server-events.js';
import { InFlightLimit } from '../../src/common/resilience/in-flight-limit.js';
import { TOOLSETS, type Toolset } from '../../src/common/toolsets.js';
import { CallGate } from '../../src/mcp/call-gate.js';
import { MCP_LIMITS } from '../../src/mcp/mcp-limits.js';
import { type PublishedTool, ToolCatalog } from '../../src/mcp/tool-catalog.js';
import { PortalRules } from '../../src/mcp/portal-rules.js';
import { ToolDispatcher, type ToolDispatcherParts } from '../../src/mcp/tool-dispatcher.js';
import type { ToolResult } from '../../src/mcp/tool-result.js';
import { tools } from '../../src/mcp/tools/index.js';
import type { Caller } from '../../src/oauth/caller.js';
import type { ValidationReport } from '../../src/oauth/setup-report.js';
import { DeferredWriteNotFoundError } from '../../src/writes/writes.errors.js';
import { clientId, FakeSetup, secretOf } from '../integration/mcp/fake-setup.js';
import { SdpWorld, type WorldOptions } from '../integration/sdp-api/sdp-world.js';

/** Writes are sent at once and not remembered: keys and deferrals have tests of their own, with a database. */
const writes: ToolDispatcherParts['writes'] = {
  run: async (tool, input, context) => ({ output: await tool.handler(input, context), alreadyDone: false }),
  list: async () => [],
  cancel: async () => {
    throw new DeferredWriteNotFoundError();
  },
};

/** A set-up whose connection works. */
class WorkingSetup extends FakeSetup {
  override async validate(): Promise<ValidationReport> {
    const scopes = { checkedScopes: [], missingScopes: [] };
    return { ok: true, status: 'ready', portal: null, ...scopes, message: 'It works.' };
  }
}

export interface DispatcherWorldOptions extends WorldOptions {
  /** Toolsets of the connection; default all. */
  readonly toolsets?: readonly Toolset[];
}

/** Every tool behind the real dispatcher, as a client's calls reach it, with the SDP simulator behind them. */
export class DispatcherWorld {
  private constructor(
    readonly world: SdpWorld,
    private readonly dispatcher: ToolDispatcher,
    private readonly caller: Caller,
  ) {}

  static async start({ toolsets = ['all'], ...options }: DispatcherWorldOptions = {}): Promise<DispatcherWorld> {
    const world = await SdpWorld.start(options);
    const id = clientId('dana');
    world.users.set(id, 'dana.reyes@example.com');
    const events = new ServerEvents();
    const dispatcher = new ToolDispatcher({
      catalog: new ToolCatalog(tools, { toolsets: [...TOOLSETS], readOnly: false }),
      setup: new WorkingSetup(),
      sdp: { for: (connection, call) => world.factory.for({ ...connection, portal: world.sdp.portal }, call) },
      ...{ writes, rules: new PortalRules(), clock: world.clock, events, limits: MCP_LIMITS },
      gate: new CallGate({ load: new InFlightLimit(64, events), events, limits: MCP_LIMITS }),
    });
    const caller: Caller = {
      credentials: { kind: 'present', value: { clientId: id, clientSecret: secretOf(id) } },
      ...{ dataCenter: undefined, portal: undefined, toolsets, readOnly: false, problems: [] },
    };
    return new DispatcherWorld(world, dispatcher, caller);
  }

  get sdp() {
    return this.world.sdp;
  }

  call(name: string, args: unknown): Promise<ToolResult> {
    const signal = new AbortController().signal;
    return this.dispatcher.call(name, args, { caller: this.caller, signal, progress: undefined });
  }

  /** What `tools/list` answers. */
  async list(): Promise<readonly PublishedTool[]> {
    return (await this.dispatcher.list(this.caller)).tools;
  }

  close(): Promise<void> {
    return this.world.close();
  }
}
