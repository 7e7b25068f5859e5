import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allDocuments, type Document, parseDocument } from '../../docs-check/documents.js';
import { filesUnder, ROOT } from '../../docs-check/files.js';
import { CLI_COMMANDS, CODES, HEADERS, SCRIPTS, VARIABLES, WORDS } from '../../docs-check/known-names.js';
import { isRoute, type Route, routesOf } from '../../docs-check/routes.js';
import { startApp, type TestApp } from '../../support/app.js';

const FOLDERS = 'src|test|docs|migrations|bench|deploy|\\.ci';
const ADDRESS = /^(?:(GET|POST|PUT|PATCH|DELETE) )?(\/[\w.{}<>:*?=/-]*)$/;
/** Parts of addresses of ServiceDesk Plus, and folders of machines. */
const FOREIGN_PATHS = /^\/(?:app\/|api\/v3|data\b|etc\/|var\/|tmp\/|run\/|usr\/|opt\/|app$)/;
/** Made from the code: full of addresses of ServiceDesk Plus, and of words for moments of a play. */
const MADE_PAGES = ['docs/COVERAGE.md', 'docs/MONTH.md'];

/** Decisions speak of their day: what they name may be gone. */
const documents = allDocuments().filter(({ path }) => !path.startsWith('docs/adr/'));
let server: TestApp;
let routes: Route[];

beforeAll(async () => {
  server = await startApp({ env: { SDP_ADMIN_TOKEN: 'a token that is long enough' } });
  routes = routesOf(server.app);
});

afterAll(() => server.close());

/** Made by whoever follows docs/CONTRIBUTING.md. */
const MADE_FILES = [
  'src/mcp/tools/people/count-technicians.tool.ts',
  'test/integration/tools/count-technicians.spec.ts',
];

/** Code of a document, within lines and in blocks. */
const codeOf = ({ codeSpans, blocks }: Document): string[] => [...codeSpans, ...blocks.map(({ text }) => text)];

const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found]) => found!);

/** A kind of name: where it stands in a document, and whether it is known. */
interface Kind {
  readonly what: string;
  readonly find: (document: Document) => readonly string[];
  readonly known: (name: string) => boolean;
  readonly wrong: string;
}

const KINDS: readonly Kind[] = [
  {
    what: 'npm scripts',
    find: (document) => codeOf(document).flatMap((code) => all(code, /\bnpm (?:run )?(?:--[\w-]+ )*([a-z][\w:-]*)/g)),
    known: (name) => SCRIPTS.has(name) || ['ci', 'install'].includes(name),
    wrong: '`npm run nothing`',
  },
  {
    what: 'commands of the command line',
    find: (document) =>
      codeOf(document).flatMap((code) =>
        all(code, /(?:\bservicedesk-plus-mcp|\bnpm run (?:--silent )?cli --) ([a-z][a-z-]*(?: [a-z][a-z-]+)?)/g),
      ),
    known: (name) => CLI_COMMANDS.has(name) || CLI_COMMANDS.has(name.split(' ')[0]!),
    wrong: '`npx servicedesk-plus-mcp nothing`',
  },
  {
    what: 'variables of this server',
    find: (document) => codeOf(document).flatMap((code) => all(code, /\b(SDP_[A-Z][A-Z_]*[A-Z])\b/g)),
    known: (name) => VARIABLES.has(name) || CODES.has(name),
    wrong: '`SDP_NOTHING_AT_ALL`',
  },
  {
    what: 'other names in capitals',
    find: (document) => codeOf(document).flatMap((code) => all(code, /\b((?!SDP_)[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)\b/g)),
    known: (name) => VARIABLES.has(name) || WORDS.has(name),
    wrong: '`NOTHING_AT_ALL`',
  },
  {
    what: 'tools, columns and other names with underscores',
    find: ({ codeSpans }) => codeSpans.filter((span) => /^[a-z]+(?:_[a-z]+)+$/.test(span)),
    known: (name) => WORDS.has(name),
    wrong: '`nothing_at_all`',
  },
  {
    what: 'headers',
    find: ({ text }) => all(text, /\b(X-SDP-[A-Za-z]+(?:-[A-Za-z]+)*)/gi),
    known: (name) => HEADERS.has(name.toLowerCase()),
    wrong: '`X-SDP-Nothing`',
  },
  {
    what: 'addresses',
    find: ({ path, codeSpans }) =>
      MADE_PAGES.includes(path) ? [] : codeSpans.filter((span) => ADDRESS.test(span) && !FOREIGN_PATHS.test(span)),
    known: (span) => {
      const [, method, path = ''] = ADDRESS.exec(span) ?? [];
      return isRoute(routes, path, method);
    },
    wrong: '`GET /nothing`',
  },
  {
    what: 'addresses in commands',
    find: (document) => codeOf(document).flatMap((code) => all(code, /(?:localhost|127\.0\.0\.1):3456(\/[\w/.:%-]*)/g)),
    known: (path) => isRoute(routes, path),
    wrong: '`curl http://localhost:3456/nothing`',
  },
  {
    what: 'files and folders',
    find: ({ codeSpans }) => codeSpans.filter((span) => new RegExp(`^(?:${FOLDERS})/[\\w./*<>-]*$`).test(span)),
    known: (path) => MADE_FILES.includes(path) || exists(path),
    wrong: '`src/nothing.ts`',
  },
];

/** `*` stands for letters within a name, `<…>` for a name. */
function exists(path: string): boolean {
  if (!/[*<]/.test(path)) return existsSync(join(ROOT, path));
  const pattern = path
    .replace(/[.]/g, '\\.')
    .replace(/<[^>]+>|\*+/g, '[^/]+')
    .replace(/\/$/, '/.*');
  return filesUnder(path.split('/')[0]!, new RegExp(`^${pattern}(?:/|$)`)).length > 0;
}

const unknown = ({ find, known }: Kind, document: Document): string[] =>
  find(document).flatMap((name) => (known(name) ? [] : [`${document.path}: ${name}`]));

describe.each(KINDS)('$what that the documents name', (kind) => {
  it('exist', () => {
    expect(documents.flatMap((document) => unknown(kind, document))).toEqual([]);
  });

  it('would be missed', () => {
    expect(unknown(kind, parseDocument('docs/X.md', `Call ${kind.wrong}.`))).toHaveLength(1);
  });
});

describe('words of the documents', () => {
  it('neither boast nor call anything simple', () => {
    const words = /\b(?:simply|just|easy|easily|obviously|of course|effortless\w*|seamless\w*|powerful|blazing\w*)\b/i;
    const found = documents.flatMap(({ path, prose }) =>
      (MADE_PAGES.includes(path) ? [] : prose).flatMap((text) =>
        words.test(text) ? [`${path}: ${text.slice(0, 80)}`] : [],
      ),
    );

    expect(found).toEqual([]);
  });
});
