import { LRUCache } from 'lru-cache';
import { type Toolset, TOOLSETS } from '../common/toolsets.js';
import type { Tool, ToolAnnotations } from './tools/define-tool.js';
import { compactInput, compactOutput } from './compact-schema.js';
import { inputSchema, type ObjectSchema, outputSchema } from './public-schema.js';
import { publishedOutput } from './tools/write-outcome.js';

/** A tool as `tools/list` tells it; the same in every revision of the protocol. */
export interface PublishedTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: ObjectSchema;
  readonly outputSchema: ObjectSchema;
  readonly annotations: ToolAnnotations;
}

/** What a connection asks to see. */
export interface ToolSelection {
  /** undefined: whatever the server offers */
  readonly toolsets: readonly Toolset[] | undefined;
  readonly readOnly: boolean;
}

/** The tools of one selection. The same object for the same selection, so that its JSON never changes. */
export interface ToolView {
  /** The result of `tools/list`. */
  readonly list: { readonly tools: readonly PublishedTool[] };
  find(name: string): Tool | undefined;
}

/** Views kept at a time; the number of possible ones grows with the power set of toolsets. */
const KEPT_VIEWS = 256;

/**
 * Every tool, and what a connection sees of them. JSON Schemas are made once, at start: converting them for each
 * `tools/list` was measured at more than a millisecond.
 *
 * A connection only ever narrows what the server offers. Tools of the set-up are always there, read-only or not:
 * without them a person could not get any other tool to work.
 */
export class ToolCatalog {
  private readonly published: ReadonlyMap<Tool, PublishedTool>;
  private readonly views = new LRUCache<string, ToolView>({ max: KEPT_VIEWS });

  /** @throws RangeError when two tools have one name */
  constructor(
    private readonly tools: readonly Tool[],
    private readonly offer: { readonly toolsets: readonly Toolset[]; readonly readOnly: boolean },
  ) {
    const names = tools.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw new RangeError(`Two tools are named ${twice}`);
    this.published = new Map(tools.map((tool) => [tool, publish(tool)]));
  }

  view(selection: ToolSelection): ToolView {
    const readOnly = this.offer.readOnly || selection.readOnly;
    const toolsets = selection.toolsets && TOOLSETS.filter((toolset) => selection.toolsets?.includes(toolset));
    const key = `${toolsets?.join() ?? ''}|${readOnly}`;
    const kept = this.views.get(key);
    if (kept) return kept;

    const made = this.makeView(
      this.tools.filter(
        (tool) =>
          tool.access === 'setup' ||
          (offers(this.offer.toolsets, tool) &&
            (toolsets === undefined || offers(toolsets, tool)) &&
            (!readOnly || tool.annotations.readOnlyHint)),
      ),
    );
    this.views.set(key, made);
    return made;
  }

  /** True when the server has this tool, whether or not a connection sees it. */
  has(name: string): boolean {
    return this.tools.some((tool) => tool.name === name);
  }

  private makeView(visible: readonly Tool[]): ToolView {
    const byName = new Map(visible.map((tool) => [tool.name, tool]));
    return {
      list: { tools: visible.flatMap((tool) => this.published.get(tool) ?? []) },
      find: (name) => byName.get(name),
    };
  }
}

function offers(toolsets: readonly Toolset[], tool: Tool): boolean {
  return toolsets.includes('all') || tool.toolsets.some((toolset) => toolsets.includes(toolset));
}

function publish(tool: Tool): PublishedTool {
  const { name, title, description, input, annotations } = tool;
  return {
    name,
    title,
    description,
    inputSchema: compactInput(inputSchema(input)),
    outputSchema: compactOutput(outputSchema(publishedOutput(tool))),
    annotations,
  };
}
