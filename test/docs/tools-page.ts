import { inputSchema } from '../../src/mcp/public-schema.js';
import type { Tool } from '../../src/mcp/tools/define-tool.js';
import { tools } from '../../src/mcp/tools/index.js';
import { TOOLSETS } from '../../src/common/toolsets.js';
import { formatted } from './formatted.js';
import { table } from './table.js';

const HEAD = `# Tools

Every tool of the server, by toolset. A connection sees \`core\` unless it asks for others (header \`X-SDP-Toolsets\`,
\`?toolsets=\`, or \`SDP_TOOLSETS\` for the whole server). A tool of several toolsets stands under the first of them;
those of the set-up are always there.

<!-- Made by npm run docs from the code; a test fails when it is stale. -->
`;

interface Property {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly default?: unknown;
  readonly items?: Property;
}

/** docs/TOOLS.md. */
export async function toolsPage(): Promise<string> {
  const parts = TOOLSETS.flatMap((toolset) => {
    const own = tools.filter(({ toolsets }) => TOOLSETS.find((one) => toolsets.includes(one)) === toolset);
    if (own.length === 0) return [];
    return [`\n## ${toolset === 'all' ? 'set-up' : toolset}\n`, ...own.map(toolPart)];
  });
  return formatted(HEAD + parts.join('\n'));
}

function toolPart(tool: Tool): string {
  const { name, title, description, toolsets, scopes, moduleScopes } = tool;
  const also = toolsets.slice(1);
  const facts = [
    title,
    effect(tool),
    ...(also.length > 0 ? [`also in ${also.join(', ')}`] : []),
    ...(scopes.length > 0 ? [`needs ${scopes.join(', ')}`] : []),
    ...(moduleScopes ? [`needs ${scopesOfModules(moduleScopes.byModule)}`] : []),
  ];
  return [
    `### ${name}`,
    `_${facts.join('; ')}._`,
    escaped(description.replaceAll('\n', '\n\n')),
    parameters(tool),
  ].join('\n\n');
}

/** `READ and CREATE of the scope of the record's module (requests, problems, …)`. */
function scopesOfModules(byModule: Readonly<Record<string, readonly string[]>>): string {
  const all = Object.values(byModule).flat();
  const unique = (part: number): string[] => [...new Set(all.map((scope) => scope.split('.')[part] ?? ''))];
  return `${unique(2).join(' and ')} of the scope of the record’s module (${unique(1).join(', ')})`;
}

function effect({ annotations: { readOnlyHint, destructiveHint }, access }: Tool): string {
  if (readOnlyHint) return 'reads';
  if (access !== 'sdp') return 'changes this server’s own records';
  return destructiveHint ? 'writes and can delete' : 'writes';
}

function parameters({ input }: Tool): string {
  const { properties = {}, required = [] } = inputSchema(input) as unknown as {
    properties?: Readonly<Record<string, Property>>;
    required?: readonly string[];
  };
  const rows = Object.entries(properties).map(([name, property]) => [
    `\`${name}\``,
    kind(property),
    required.includes(name) ? 'yes' : property.default === undefined ? '' : `\`${JSON.stringify(property.default)}\``,
    escaped(property.description ?? ''),
  ]);
  if (rows.length === 0) return 'Takes no parameters.\n';
  return table([['parameter', 'type', 'required or default', 'meaning'], ...rows]);
}

function kind({ type = 'text', enum: values, items }: Property): string {
  if (values) return values.map((value) => `\`${String(value)}\``).join(' ');
  return type === 'array' ? `list of ${kind(items ?? {})}` : type === 'string' ? 'text' : type;
}

/** What Markdown would take for markup or the end of a cell. */
function escaped(text: string): string {
  return text.replace(/[\\|<*`[\]#]/g, (character) => `\\${character}`);
}
