import { z } from 'zod';

import { TOOLSETS } from '../../../common/toolsets.js';
import { paragraphs } from '../../text/markdown.js';
import { defineCatalogTool, type OfferedTool } from '../define-tool.js';
import { rankTools } from './rank-tools.js';

/** Tools that are told with their arguments; more would fill the model's context. */
const IN_FULL = 5;
/** Tools that are named after them. */
const NAMED = 25;

const Found = z.object({
  name: z.string(),
  purpose: z.string(),
  read_only: z.boolean(),
  input_schema: z.record(z.string(), z.unknown()),
});

export const searchTools = defineCatalogTool({
  name: 'search_tools',
  title: 'Search the tools',
  description:
    'Find tools for what is not in this list: problems, changes, releases, projects, tasks, assets, CMDB, solutions, contracts, purchases, worklogs, attachments, templates, announcements, deleting, merging and more. Tells names and arguments; call_tool calls them.',
  toolsets: ['core'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  scopes: [],
  input: z.strictObject({
    query: z.string().trim().min(1).max(200).describe('What you want to do, such as "close a change"'),
    toolset: z.enum(TOOLSETS).optional().describe('Only tools of this module'),
  }),
  output: z.object({
    tools: z.array(Found),
    /** Fitting less well; a search with the name tells their arguments. */
    others: z.array(z.object({ name: z.string(), purpose: z.string() })),
    toolsets: z.array(z.string()),
  }),

  async handler({ query, toolset }, { offered }) {
    const within = offered.filter(({ toolsets }) => !toolset || toolset === 'all' || toolsets.includes(toolset));
    const named = within.filter(({ name }) => name === query.toLowerCase());
    const ranked = named.length > 0 ? named : rankTools(within, query);
    // Nothing fits the words: then all of the module that was asked for.
    const found = ranked.length === 0 && toolset !== undefined ? within : ranked;
    return {
      tools: found.slice(0, IN_FULL).map((tool) => ({
        ...brief(tool),
        read_only: tool.readOnly,
        input_schema: tool.inputSchema,
      })),
      others: found.slice(IN_FULL, IN_FULL + NAMED).map(brief),
      toolsets: TOOLSETS.filter((one) => offered.some(({ toolsets }) => toolsets.includes(one))),
    };
  },

  markdown({ tools, others, toolsets }) {
    if (tools.length === 0) {
      return `No tool fits these words. Use other words, or name a toolset: ${toolsets.join(', ')}.`;
    }
    return paragraphs(
      ...tools.map(
        ({ name, purpose, read_only: reads, input_schema: schema }) =>
          `**${name}** (${reads ? 'reads' : 'writes'}): ${purpose}\nArguments: ${JSON.stringify(schema)}`,
      ),
      others.length === 0 ? undefined : `Also: ${others.map(({ name, purpose }) => `${name} (${purpose})`).join(' ')}`,
      'Call one with call_tool: its name, and its arguments as an object.',
    );
  },
});

function brief({ name, description }: OfferedTool): { name: string; purpose: string } {
  return { name, purpose: /^.*?[.:](?=\s|$)/.exec(description)?.[0].replace(/:$/, '.') ?? description };
}
