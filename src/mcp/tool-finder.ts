import { closestNames } from '../common/text/closest-names.js';
import type { Caller } from '../oauth/caller.js';
import type { SetupService } from '../oauth/setup.service.js';
import { ToolUnknownError, UnknownToolFault } from './mcp.errors.js';
import type { McpLimits } from './mcp-limits.js';
import { parseArguments } from './tool-arguments.js';
import type { ToolCatalog, ToolView } from './tool-catalog.js';
import type { AnsweringTool, ForwardTool, Tool } from './tools/define-tool.js';

export interface ToolFinderParts {
  readonly catalog: ToolCatalog;
  readonly setup: Pick<SetupService, 'peek'>;
  readonly limits: Pick<McpLimits, 'arrayElements' | 'depth' | 'glanceMs'>;
}

/** Which tools a caller sees and may call, and which one a name means. */
export class ToolFinder {
  constructor(private readonly parts: ToolFinderParts) {}

  /** What this caller sees, by the scopes of their grant where it is known. */
  async viewOf(caller: Caller): Promise<ToolView> {
    const { catalog, setup, limits } = this.parts;
    const connection = await soon(setup.peek(caller), limits.glanceMs);
    return catalog.view({ ...caller, scopes: connection?.scopes });
  }

  /** Whether a tool may be called, as far as toolsets and read-only mode go. */
  offers(name: string, caller: Caller): boolean {
    return this.parts.catalog.view(caller).find(name) !== undefined;
  }

  /**
   * A tool that may be called, whatever scopes it needs: a call of one whose scopes are lacking is answered with how to
   * add them.
   *
   * @throws UnknownToolFault
   */
  find(name: string, caller: Caller): Tool {
    const { catalog } = this.parts;
    const tool = catalog.view(caller).find(name);
    if (tool) return tool;
    if (catalog.has(name)) throw new UnknownToolFault(outside(name));
    const [meant] = this.closest(name, caller);
    throw new UnknownToolFault(`There is no such tool.${meant === undefined ? '' : ` Did you mean ${meant}?`}`);
  }

  /** The tool that a call is passed on to, and its arguments. @throws ArgumentsInvalidError, ToolUnknownError */
  targetOf(tool: ForwardTool, args: unknown, caller: Caller): { tool: AnsweringTool; args: unknown } {
    const { catalog, limits } = this.parts;
    const target = tool.target(parseArguments(tool.input, args, limits));
    const found = catalog.view(caller).find(target.name);
    if (found && found.access !== 'forward') return { tool: found, args: target.args };
    if (!found && catalog.has(target.name)) throw new ToolUnknownError(outside(target.name), []);
    throw new ToolUnknownError(
      found ? `${found.name} cannot call itself.` : 'There is no such tool.',
      this.closest(target.name, caller).filter((name) => name !== found?.name),
    );
  }

  /** Of all that may be called, listed or not. */
  private closest(name: string, caller: Caller): readonly string[] {
    const { offered, list } = this.parts.catalog.view(caller);
    return closestNames([...new Set([...list.tools, ...offered].map((one) => one.name))], name);
  }
}

function outside(name: string): string {
  return `The tool ${name} is outside the toolsets or the read-only mode of this connection.`;
}

/** The result, or undefined when it takes longer than this: a list does not wait for a database that is silent. */
async function soon<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
