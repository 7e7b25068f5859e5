import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { FOLDERS } from './folders.js';
import { formatted } from './formatted.js';
import { table } from './table.js';

const ROOT = join(import.meta.dirname, '../..');

/** Who may import whom, as dependency-cruiser is told. Everybody may import these two, and they are not drawn. */
const EVERYWHERE = ['common', 'config'];

/** Programs around the server, and the folder that speaks with each. */
const OUTSIDE = [
  'client([MCP client]) -. "/mcp, /sse" .-> mcp',
  'person([browser, curl]) -. "/, /oauth" .-> oauth',
  'token -. grants .-> zoho[(Zoho Accounts)]',
  'sdp-api -. API v3 .-> sdp[(ServiceDesk Plus Cloud)]',
  'database -. SQL .-> pg[(PostgreSQL)]',
];

/** Folders of src, in order. */
export function sourceFolders(): string[] {
  return readdirSync(join(ROOT, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

/** The table of `.dependency-cruiser.cjs`, read from the rules it makes of it. */
export function importRules(): Map<string, string[]> {
  const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
    forbidden: readonly { readonly name: string; readonly comment?: string }[];
  };
  return new Map(
    forbidden.flatMap(({ name, comment = '' }) => {
      const [, from] = /^(.+)-imports-only-what-it-may$/.exec(name) ?? [];
      const [, allowed] = / may import (.*)$/.exec(comment) ?? [];
      if (from === undefined || allowed === undefined) return [];
      return [[from, allowed === 'nothing of ours' ? [] : allowed.split(', ')] as const];
    }),
  );
}

/** `from --> to`, without those that a longer way shows. */
export function drawnArrows(rules: ReadonlyMap<string, readonly string[]>): string[] {
  const next = (from: string): string[] => (rules.get(from) ?? []).filter((to) => !EVERYWHERE.includes(to));
  const reaches = (from: string, to: string): boolean => next(from).some((one) => one === to || reaches(one, to));
  return [...rules.keys()].flatMap((from) =>
    next(from)
      .filter((to) => !next(from).some((between) => between !== to && reaches(between, to)))
      .map((to) => `${from} --> ${to}`),
  );
}

/** docs/ARCHITECTURE.md with its picture and its table of folders made anew. */
export async function architecturePage(): Promise<string> {
  const page = readFileSync(join(ROOT, 'docs/ARCHITECTURE.md'), 'utf8');
  return formatted(replaced(replaced(page, 'picture', picture()), 'folders', folders()));
}

function picture(): string {
  const lines = ['flowchart TD', ...OUTSIDE, ...drawnArrows(importRules())].map((line, at) =>
    at > 0 ? `  ${line}` : line,
  );
  return `\`\`\`mermaid test=test/integration/docs/architecture.spec.ts\n${lines.join('\n')}\n\`\`\``;
}

function folders(): string {
  const rules = importRules();
  const rows = sourceFolders().map((name) => {
    const allowed = rules.get(name)?.filter((one) => !EVERYWHERE.includes(one));
    if (allowed === undefined) throw new Error(`.dependency-cruiser.cjs does not say what src/${name} may import.`);
    const does = FOLDERS[name];
    if (does === undefined) throw new Error(`test/docs/folders.ts does not say what src/${name} does.`);
    return [`\`src/${name}\``, does, allowed.join(', ')];
  });
  return table([['folder', 'what it does', 'may import, besides common and config'], ...rows]);
}

function replaced(page: string, part: string, text: string): string {
  const [begin, end] = [`<!-- ${part}: made by npm run docs -->`, `<!-- end of ${part} -->`];
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`docs/ARCHITECTURE.md has no place for its ${part}.`);
  return `${before}${begin}\n\n${text.trim()}\n\n${end}${after}`;
}
