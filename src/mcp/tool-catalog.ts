import { LRUCache } from 'lru-cache';
import { type Toolset, TOOLSETS } from '../common/toolsets.js';
import { lackingScopes } from './lacking-scopes.js';
import type { OfferedTool, Tool, ToolAnnotations } from './tools/define-tool.js';
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
  /** undefined: what the server shows unless asked */
  readonly toolsets: readonly Toolset[] | undefined;
  readonly readOnly: boolean;
  /** Scopes of the person's grant; undefined or empty when they are not known, and then none is taken to be lacking. */
  readonly scopes?: readonly string[] | undefined;
}

/** The tools of one selection. The same object for the same selection, so that its JSON never changes. */
export interface ToolView {
  /** The result of `tools/list`. */
  readonly list: { readonly tools: readonly PublishedTool[] };
  /** What may be called, listed or not, but for the tools that find and reach the others. */
  readonly offered: readonly OfferedTool[];
  /** A tool that may be called, listed or not. */
  find(name: string): Tool | undefined;
}

/** Views kept at a time; the number of possible ones grows with the power set of toolsets. */
const KEPT_VIEWS = 256;

/**
 * Every tool, and what a connection sees of them. JSON Schemas are made once, at start: converting them for each
 * `tools/list` was measured at more than a millisecond.
 *
 * What is listed and what can be called differ in one way: `core` is a short list over everything, since it holds the
 * tools that find and reach the others. Any other toolset is a limit: who names some without `core`, server or
 * connection, can call nothing outside of them. Both limits hold at once. Tools of the set-up are always there,
 * read-only or not: without them a person could not get any other tool to work.
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
    const toolsets = selection.toolsets ?? this.offer.toolsets;
    const scopes = selection.scopes ?? [];
    const key = [readOnly, TOOLSETS.filter((one) => toolsets.includes(one)), scopes.toSorted()].join('|');
    const kept = this.views.get(key);
    if (kept) return kept;

    const made = this.makeView({ toolsets, readOnly, scopes });
    this.views.set(key, made);
    return made;
  }

  /** True when the server has this tool, whether or not a connection may call it. */
  has(name: string): boolean {
    return this.tools.some((tool) => tool.name === name);
  }

  private makeView({
    toolsets,
    readOnly,
    scopes,
  }: Required<ToolSelection> & { toolsets: readonly Toolset[] }): ToolView {
    const callable = this.tools.filter(
      (tool) =>
        tool.access === 'setup' ||
        (reaches(this.offer.toolsets, tool) &&
          reaches(toolsets, tool) &&
          (!readOnly || tool.annotations.readOnlyHint || tool.access === 'forward') &&
          lackingScopes(tool, scopes ?? []).length === 0),
    );
    const byName = new Map(callable.map((tool) => [tool.name, tool]));
    const listed = callable.filter((tool) => tool.access === 'setup' || holds(toolsets, tool));
    const publishedOf = (tool: Tool): PublishedTool[] => {
      const published = this.published.get(tool);
      if (!published) return [];
      // It reaches nothing but readers then.
      return [readOnly && tool.access === 'forward' ? { ...published, annotations: READS } : published];
    };
    return {
      list: { tools: listed.flatMap(publishedOf) },
      offered: callable
        .filter(({ access }) => access !== 'catalog' && access !== 'forward')
        .flatMap((tool) => this.offers(tool)),
      find: (name) => byName.get(name),
    };
  }

  private offers(tool: Tool): OfferedTool[] {
    const published = this.published.get(tool);
    if (!published) return [];
    const { name, title, description, inputSchema: schema, annotations } = published;
    return [
      { name, title, description, inputSchema: schema, toolsets: tool.toolsets, readOnly: annotations.readOnlyHint },
    ];
  }
}

const READS: ToolAnnotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: true,
};

function holds(toolsets: readonly Toolset[], tool: Tool): boolean {
  return toolsets.includes('all') || tool.toolsets.some((toolset) => toolsets.includes(toolset));
}

function reaches(toolsets: readonly Toolset[], tool: Tool): boolean {
  return toolsets.includes('core') || holds(toolsets, tool);
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
