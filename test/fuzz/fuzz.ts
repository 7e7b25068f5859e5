import { Logger } from '@nestjs/common';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';
import fc from 'fast-check';
import { inputSchema } from '../../src/mcp/public-schema.js';
import type { Tool } from '../../src/mcp/tools/define-tool.js';
import { tools } from '../../src/mcp/tools/index.js';
import { DispatcherWorld } from '../support/dispatcher-world.js';
import { type Broken, breaking, fitting, type Schema } from './arguments.js';
import { idsOf } from './ids.js';

/** A call that did not end as it must. */
export interface Finding {
  readonly tool: string;
  readonly args: unknown;
  readonly problem: string;
}

export interface FuzzOptions {
  /** Calls of each kind, over all tools. */
  readonly calls: number;
  /** Same seed, same calls. */
  readonly seed: number;
  readonly onProgress?: (done: number, of: number) => void;
}

export interface FuzzReport {
  readonly valid: number;
  readonly invalid: number;
  /** Valid calls that were answered with success; the others were refused with an error of ours. */
  readonly answered: number;
  /** Calls that broke the published schema and were taken all the same: the server may be more lenient than it says. */
  readonly lenient: number;
  readonly findings: readonly Finding[];
}

/** After so many calls the portal is seeded anew: a portal that only fills up answers ever more slowly. */
const CALLS_A_PORTAL = 1_500;

/** Calls every tool with arguments made from its own schema, fitting and not, and says what should not have happened. */
export async function fuzz({ calls, seed, onProgress }: FuzzOptions): Promise<FuzzReport> {
  const session = await Session.start();
  try {
    const each = Math.ceil(calls / tools.length);
    for (const [index, tool] of tools.entries()) {
      await session.callValid(tool, each, seed);
      await session.callInvalid(tool, each, seed);
      onProgress?.(index + 1, tools.length);
    }
    return session.report();
  } finally {
    await session.close();
  }
}

class Session {
  private readonly findings: Finding[] = [];
  private readonly counts = { valid: 0, invalid: 0, answered: 0, lenient: 0 };
  private readonly validators = new Map<string, (value: unknown) => { valid: boolean; errorMessage?: string }>();
  private callsHere = 0;
  /** What the server logged of its last fault. */
  private fault = '';

  private constructor(private world: DispatcherWorld) {}

  static async start(): Promise<Session> {
    const session = new Session(await DispatcherWorld.start());
    const ajv = new AjvJsonSchemaValidator();
    for (const { name, outputSchema } of await session.world.list()) {
      session.validators.set(name, ajv.getValidator(outputSchema));
    }
    Logger.overrideLogger({
      ...{ log: () => undefined, warn: () => undefined },
      error: (_line: unknown, error: unknown) => {
        session.fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
      },
    });
    return session;
  }

  async callValid(tool: Tool, count: number, seed: number): Promise<void> {
    const ids = idsOf(this.world.sdp.store);
    const wanted = argumentsOf(tool, ids).filter((args) => tool.input.safeParse(args).success);
    for (const args of fc.sample(wanted, { numRuns: count, seed })) {
      await this.freshen();
      this.counts.valid += 1;
      const { isError, structuredContent, content } = await this.world.call(tool.name, args);
      const note = (problem: string): void => void this.findings.push({ tool: tool.name, args, problem });
      if (structuredContent['code'] === 'INTERNAL_ERROR') note(`internal error: ${this.fault}`);
      if (content.length === 0) note('nothing to read');
      const form = this.validators.get(tool.name)?.(JSON.parse(JSON.stringify(structuredContent)));
      if (form && !form.valid) note(`not what the schema says: ${form.errorMessage}`);
      if (!isError) this.counts.answered += 1;
    }
  }

  async callInvalid(tool: Tool, count: number, seed: number): Promise<void> {
    const ids = idsOf(this.world.sdp.store);
    const schema = schemaOf(tool);
    for (const broken of fc.sample(breaking(schema, ids), { numRuns: count, seed }))
      await this.callBroken(tool, broken);
  }

  private async callBroken(tool: Tool, { args, field }: Broken): Promise<void> {
    await this.freshen();
    this.counts.invalid += 1;
    if (tool.input.safeParse(args).success) {
      this.counts.lenient += 1;
      return;
    }
    const { journal } = this.world.sdp;
    const before = journal.length;
    const { isError, structuredContent, content } = await this.world.call(tool.name, args);
    const words = content.map((part) => ('text' in part ? part.text : '')).join(' ');
    const note = (problem: string): void => void this.findings.push({ tool: tool.name, args, problem });
    if (isError !== true || structuredContent['code'] !== 'INVALID_ARGUMENTS')
      note(`not refused: ${words.slice(0, 200)}`);
    else if (!words.includes(`"${field}`)) note(`${field} is not named: ${words.slice(0, 300)}`);
    if (journal.length > before) note('reached ServiceDesk Plus');
  }

  report(): FuzzReport {
    return { ...this.counts, findings: this.findings };
  }

  async close(): Promise<void> {
    Logger.overrideLogger(['fatal']);
    await this.world.close();
  }

  private async freshen(): Promise<void> {
    this.callsHere += 1;
    if (this.callsHere % CALLS_A_PORTAL !== 0) return;
    await this.world.close();
    this.world = await DispatcherWorld.start();
  }
}

/** For the tool that calls others: one of them, with arguments for it. */
function argumentsOf(tool: Tool, ids: readonly string[]): fc.Arbitrary<unknown> {
  const own = fitting(schemaOf(tool), ids);
  if (tool.name !== 'call_tool') return own;
  const others = tools
    .filter(({ name }) => name !== tool.name)
    .map((other) => fitting(schemaOf(other), ids).map((args) => ({ name: other.name, arguments: args })));
  return fc.oneof({ weight: 1, arbitrary: own }, { weight: 5, arbitrary: fc.oneof(...others) });
}

function schemaOf({ input }: Tool): Schema {
  return inputSchema(input);
}
