import { AppError } from '../../../src/common/errors/app.error.js';
import { confirmThrough } from '../../../src/mcp/confirmation.js';
import { parseArguments } from '../../../src/mcp/tool-arguments.js';
import type { ToolMedia } from '../../../src/mcp/tool-result.js';
import type { SdpTool, SdpToolContext } from '../../../src/mcp/tools/define-tool.js';
import { tools } from '../../../src/mcp/tools/index.js';
import type { RequestRow } from '../../simulators/sdp/store/rows.js';
import type { JournalEntry } from '../../simulators/sdp/journal.js';
import { namedOperation } from '../../support/named-operation.js';
import { SdpWorld, type WorldOptions } from '../sdp-api/sdp-world.js';

/** What a tool answered: for machines and for reading. */
export interface Answer {
  readonly data: Record<string, any>;
  readonly text: string;
  readonly media: readonly ToolMedia[];
}

/** Tools against the SDP simulator, over real HTTP, as one technician. */
export class ToolWorld {
  /** Called with what a tool tells of its progress. */
  onProgress: SdpToolContext['progress'] = () => undefined;
  private running = 0;
  private overlap = false;

  private constructor(readonly world: SdpWorld) {}

  static async start(options?: WorldOptions): Promise<ToolWorld> {
    return new ToolWorld(await SdpWorld.start(options));
  }

  get sdp() {
    return this.world.sdp;
  }

  /**
   * Parses the arguments, runs the tool and parses its output, as the dispatcher does. @throws AppError; Error when
   * the tool sent an operation that it does not declare
   */
  async call(name: string, args: unknown = {}): Promise<Answer> {
    const { journal } = this.sdp;
    const before = journal.length;
    this.overlap = this.running > 0;
    this.running += 1;
    try {
      return await this.run(name, args);
    } finally {
      this.running -= 1;
      // Of two calls at once it is not known which one sent what.
      if (this.running > 0) this.overlap = true;
      if (!this.overlap) expectDeclared(sdpTool(name), journal.slice(before));
    }
  }

  private async run(name: string, args: unknown = {}): Promise<Answer> {
    const tool = sdpTool(name);
    const input = parseArguments(tool.input, args, { arrayElements: 2_000, depth: 32 });
    const signal = new AbortController().signal;
    const shown: ToolMedia[] = [];
    const context: SdpToolContext = {
      sdp: this.world.api({}, { signal }),
      clock: this.world.clock,
      signal,
      progress: (done, total, message) => this.onProgress(done, total, message),
      confirm: confirmThrough(),
      show: (media) => void shown.push(media),
    };
    const data = tool.output.parse(await tool.handler(input, context));
    return { data, text: tool.markdown(data), media: shown };
  }

  /** The failure of a call that must fail with an error of ours. */
  async refusal(name: string, args: unknown = {}): Promise<AppError> {
    try {
      await this.call(name, args);
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
    throw new Error(`${name} was expected to refuse ${JSON.stringify(args)}`);
  }

  /** The newest request that is what the test needs. */
  request(wanted: (request: RequestRow) => boolean = () => true): RequestRow {
    const found = this.sdp.store.liveRequests().find(wanted);
    if (!found) throw new Error('The seed has no such request');
    return found;
  }

  openRequest(wanted: (request: RequestRow) => boolean = () => true): RequestRow {
    return this.request((request) => request.status.internal_name === 'Open' && wanted(request));
  }

  close(): Promise<void> {
    return this.world.close();
  }
}

/** @throws Error for an operation that is not in the catalogue, or not among the tool's */
function expectDeclared({ name, operations }: SdpTool, sent: readonly JournalEntry[]): void {
  const undeclared = sent.flatMap(({ method, path }) => {
    const operation = namedOperation(method, path);
    if (operation?.findsNames === true || (operation && operations.includes(operation.name))) return [];
    return `${method} ${path} (${operation?.name ?? 'not in src/sdp-api/operations.ts'})`;
  });
  if (undeclared.length === 0) return;
  throw new Error(`${name} sent what its \`operations\` do not name: ${[...new Set(undeclared)].join(', ')}`);
}

export function sdpTool(name: string): SdpTool {
  const tool = tools.find((one) => one.name === name);
  if (tool?.access !== 'sdp') throw new Error(`There is no tool ${name} for SDP`);
  return tool;
}
