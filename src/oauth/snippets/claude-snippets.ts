import { type ClientSnippet, jsonText, SERVER_NAME } from './client-snippet.js';
import { remoteArguments } from './mcp-remote-snippet.js';
import { braced, snippetHeaders, variablesToFillIn } from './snippet-headers.js';
import type { SnippetOptions } from './snippet-options.js';

const DESKTOP_FILE = 'claude_desktop_config.json';

/**
 * An entry for `.mcp.json` that works: credentials in `headers`, where they are sent, and not in `env`, which MCP
 * clients read only for servers that they start as a command.
 */
export function mcpJson(options: SnippetOptions): string {
  return claudeCodeEntry(options, 'http', '/mcp');
}

/** Claude Code expands `${VAR}` in `.mcp.json` (code.claude.com/docs/en/mcp, "Environment variable expansion"). */
export function claudeCode(options: SnippetOptions): ClientSnippet {
  return {
    id: 'claude-code',
    title: 'Claude Code',
    kind: 'json',
    file: '.mcp.json in the folder where you work',
    text: mcpJson(options),
    link: undefined,
  };
}

/**
 * Writes the same entry. Single quotes: the shell must not put the secrets into the file. The headers come last,
 * because `--header` takes every word that follows.
 */
export function claudeCodeCommand(options: SnippetOptions): ClientSnippet {
  const headers = Object.entries(snippetHeaders(options, braced)).map(
    ([name, value]) => `  --header '${name}: ${value}'`,
  );
  const add = `claude mcp add --transport http --scope project ${SERVER_NAME} ${options.publicUrl}/mcp`;
  return {
    id: 'claude-code-command',
    title: 'Claude Code, by command',
    kind: 'shell',
    file: undefined,
    text: [add, ...headers].join(' \\\n'),
    link: undefined,
  };
}

/** For releases without Streamable HTTP; clients mark HTTP+SSE as deprecated. */
export function claudeCodeSse(options: SnippetOptions): ClientSnippet {
  return {
    id: 'claude-code-sse',
    title: 'Claude Code, over HTTP+SSE',
    kind: 'json',
    file: '.mcp.json in the folder where you work',
    text: claudeCodeEntry(options, 'sse', '/sse'),
    link: undefined,
  };
}

/** Its file knows commands only; mcp-remote fills the variables of `env` into the headers. */
export function claudeDesktop(options: SnippetOptions): ClientSnippet {
  const args = ['-y', 'mcp-remote', ...remoteArguments(options)];
  return desktop('claude-desktop', 'Claude Desktop', { command: 'npx', args, env: variablesToFillIn(options) });
}

/**
 * The same through the bridge of this project, where it is installed. Not by `npx -y`, which would ask a public registry
 * for whatever bears this name there.
 */
export function claudeDesktopConnect(options: SnippetOptions): ClientSnippet {
  const { publicUrl, dataCenter, portal } = options;
  const env = {
    ...variablesToFillIn(options),
    ...(dataCenter === undefined ? {} : { SDP_DATA_CENTER: dataCenter }),
    ...(portal === undefined ? {} : { SDP_PORTAL: portal }),
  };
  const entry = { command: 'servicedesk-plus-mcp', args: ['connect', publicUrl], env };
  return desktop('claude-desktop-connect', 'Claude Desktop, through the bridge of this project', entry);
}

function desktop(id: string, title: string, entry: object): ClientSnippet {
  const text = jsonText({ mcpServers: { [SERVER_NAME]: entry } });
  return { id, title, kind: 'json', file: DESKTOP_FILE, text, link: undefined };
}

function claudeCodeEntry(options: SnippetOptions, type: 'http' | 'sse', path: string): string {
  const entry = { type, url: `${options.publicUrl}${path}`, headers: snippetHeaders(options, braced) };
  return jsonText({ mcpServers: { [SERVER_NAME]: entry } });
}
