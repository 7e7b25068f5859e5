import { neededScope } from '../../src/sdp-api/http/needed-scope.js';
import type { ApiOperation } from '../../src/sdp-api/api-operation.js';
import { operations } from '../../src/sdp-api/operations.js';
import { tools } from '../../src/mcp/tools/index.js';
import { formatted } from './formatted.js';
import { table } from './table.js';

const HEAD = `# What of ServiceDesk Plus is covered

The operations of SDP Cloud's API v3 that this server sends, and the tools that send them. Paths stand after \`/api/v3\`;
a last part with an underscore is sent without it where a portal knows only the older spelling. \`.ALL\` of a scope's
module serves as well.

How well an operation is known: **official** is documented by the vendor, **recorded** was seen in real traffic, **used**
is reported by people who call it in live portals, **inferred** follows the pattern of the others. A tool that meets a
path its portal does not have says so.

Left out, because no source names a path in SDP Cloud, and a guess could write to the wrong place: links from requests to
problems and changes, relations between configuration items (they are read), and writing to groups, sites, departments,
regions and other lists of the set-up. These are done in the browser.

<!-- Made by npm run docs from the code; a test fails when it is stale. -->
`;

/** docs/COVERAGE.md. */
export async function coveragePage(): Promise<string> {
  const modules = grouped(operations, (operation) => scopeOf(operation).split('.')[1]!);
  const parts = [...modules].map(([name, rows]) => `\n## ${title(name)}\n\n${moduleTable(rows)}`);
  return formatted(`${HEAD}\n${totals([...modules.keys()])}\n${parts.join('')}`);
}

function totals(modules: readonly string[]): string {
  const marks = grouped(operations, ({ confidence }) => confidence);
  const counts = [...marks].map(([confidence, rows]) => `${rows.length} ${confidence}`);
  return `In all: ${operations.length} operations of ${modules.length} modules (${counts.join(', ')}), reached through ${tools.length} tools.`;
}

function moduleTable(rows: readonly ApiOperation[]): string {
  return table([
    ['operation', 'call', 'tools', 'scope', 'known'],
    ...rows.map((operation) => [
      operation.name,
      `\`${operation.method} ${operation.path}\``,
      toolsOf(operation),
      scopeOf(operation),
      operation.confidence,
    ]),
  ]);
}

function toolsOf({ name, findsNames }: ApiOperation): string {
  const own = tools.filter((tool) => tool.access === 'sdp' && tool.operations.includes(name)).map((tool) => tool.name);
  return [...own, ...(findsNames ? ['all that take names'] : [])].join(', ');
}

const scopeOf = ({ method, path }: ApiOperation) => neededScope({ method, path: path.slice(1).split('/') });

/** Zoho's names of the scopes, in words. */
const TITLES: Readonly<Record<string, string>> = { setup: 'Set-up', users: 'Requesters', cmdb: 'CMDB' };

function title(module: string): string {
  return TITLES[module] ?? capital(module);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}
