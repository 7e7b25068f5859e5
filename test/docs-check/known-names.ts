import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../src/cli/commands/index.js';
import type { CliCommand } from '../../src/cli/command.js';
import { Env } from '../../src/config/env.schema.js';
import { readErrors } from './error-messages.js';
import { filesUnder, ROOT } from './files.js';

/** Variables that the snippets of clients use on the person's machine; the server does not read them. */
const CLIENT_VARIABLES = ['SDP_CLIENT_ID', 'SDP_CLIENT_SECRET', 'SDP_ACCESS_KEY'];

/** Of the predecessor of this server; docs/MIGRATION.md says what became of them. */
const FORMER_VARIABLES = [
  'SDP_OAUTH_CLIENT_ID',
  'SDP_OAUTH_CLIENT_SECRET',
  'SDP_OAUTH_REFRESH_TOKEN',
  'SDP_PORTAL_NAME',
  'SDP_REFRESH_TOKEN',
];

/** Of other programs: Node.js, curl, proxies, containers. */
const FOREIGN_VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'NODE_ENV', 'NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS'];

/** Of the OpenTelemetry SDK (opentelemetry.io, "Environment Variable Specification"). */
const TRACING_VARIABLES = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_HEADERS', 'OTEL_TRACES_SAMPLER'];

/** All of our own code as one text: a name that stands nowhere in it means nothing. What checks documents is left out. */
const source = ['src', 'migrations', 'test', 'bench', '.ci'].map((folder) => sourceOf(folder)).join('\n');

/** Words of the code; `list_requests`, `SDP_DATA_DIR` and `oauth_tokens` are one word each. */
export const WORDS: ReadonlySet<string> = new Set(source.match(/\w+/g));

/** Headers that this server reads or sends, in small letters. */
export const HEADERS: ReadonlySet<string> = new Set(
  sourceOf('src')
    .toLowerCase()
    .match(/x-sdp-[a-z]+(?:-[a-z]+)*/g),
);

/** Codes of errors; they are written like variables. */
export const CODES: ReadonlySet<string> = new Set(readErrors().byCode.keys());

/** Environment variables, of this server and of those around it. */
export const VARIABLES: ReadonlySet<string> = new Set([
  ...Object.keys(Env.shape),
  ...CLIENT_VARIABLES,
  ...FORMER_VARIABLES,
  ...FOREIGN_VARIABLES,
  ...TRACING_VARIABLES,
  ...flat(commands).flatMap(({ variables = [] }) => variables.map(({ name }) => name)),
]);

export const SCRIPTS: ReadonlySet<string> = new Set(
  Object.keys((JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object }).scripts),
);

/** Commands of the command line, as `keys rotate`, and the groups they stand in, as `keys`. */
export const CLI_COMMANDS: ReadonlySet<string> = new Set(named(commands, []));

function sourceOf(folder: string): string {
  return filesUnder(folder, /(?:\.(?:tsx?|mjs)|\.ci\/run)$/)
    .filter((path) => !path.includes('/docs'))
    .map((path) => readFileSync(join(ROOT, path), 'utf8'))
    .join('\n');
}

function flat(all: readonly CliCommand[]): CliCommand[] {
  return all.flatMap((command) => [command, ...flat(command.commands ?? [])]);
}

function named(all: readonly CliCommand[], above: readonly string[]): string[] {
  return all.flatMap((command) => {
    const path = [...above, command.name];
    return [path.join(' '), ...named(command.commands ?? [], path)];
  });
}
