import { type ClientSnippet, jsonText, SERVER_NAME } from './client-snippet.js';
import { bare, bracedEnv, plainHeaders, secretHeaders, snippetHeaders } from './snippet-headers.js';
import type { SnippetOptions } from './snippet-options.js';

/** The link holds one server's entry as base64 (cursor.com/docs/mcp/install-links). */
export function cursor(options: SnippetOptions): ClientSnippet {
  const entry = { url: `${options.publicUrl}/mcp`, headers: snippetHeaders(options, bracedEnv) };
  const config = encodeURIComponent(Buffer.from(JSON.stringify(entry)).toString('base64'));
  return {
    id: 'cursor',
    title: 'Cursor',
    kind: 'json',
    file: '~/.cursor/mcp.json',
    text: jsonText({ mcpServers: { [SERVER_NAME]: entry } }),
    link: `cursor://anysphere.cursor-deeplink/mcp/install?name=${SERVER_NAME}&config=${config}`,
  };
}

/** Windsurf interpolates `${env:VAR}` in `serverUrl` and `headers` (docs.windsurf.com, "MCP", mcp_config.json). */
export function windsurf(options: SnippetOptions): ClientSnippet {
  const entry = { serverUrl: `${options.publicUrl}/mcp`, headers: snippetHeaders(options, bracedEnv) };
  return {
    id: 'windsurf',
    title: 'Windsurf',
    kind: 'json',
    file: '~/.codeium/windsurf/mcp_config.json',
    text: jsonText({ mcpServers: { [SERVER_NAME]: entry } }),
    link: undefined,
  };
}

/**
 * VS Code asks for inputs once and keeps them in the system's secret storage. The link holds name, inputs and entry
 * as one JSON (code.visualstudio.com/docs/copilot/reference/mcp-configuration; "MCP developer guide", install URL).
 */
export function vscode(options: SnippetOptions): ClientSnippet {
  const variables = Object.values(secretHeaders(options));
  const inputs = variables.map((variable) => ({
    id: inputId(variable),
    type: 'promptString',
    description: INPUT_WORDS[variable] ?? variable,
    ...(variable === 'SDP_CLIENT_ID' ? {} : { password: true }),
  }));
  const headers = snippetHeaders(options, (variable) => `\${input:${inputId(variable)}}`);
  const entry = { type: 'http', url: `${options.publicUrl}/mcp`, headers };
  const install = encodeURIComponent(JSON.stringify({ name: SERVER_NAME, ...entry, inputs }));
  return {
    id: 'vscode',
    title: 'VS Code',
    kind: 'json',
    file: '.vscode/mcp.json',
    text: jsonText({ inputs, servers: { [SERVER_NAME]: entry } }),
    link: `vscode:mcp/install?${install}`,
  };
}

/** `httpUrl` is Streamable HTTP; `url` would be HTTP+SSE (gemini-cli docs/tools/mcp-server.md). */
export function gemini(options: SnippetOptions): ClientSnippet {
  const entry = { httpUrl: `${options.publicUrl}/mcp`, headers: snippetHeaders(options, bare) };
  return {
    id: 'gemini',
    title: 'Gemini CLI',
    kind: 'json',
    file: '~/.gemini/settings.json',
    text: jsonText({ mcpServers: { [SERVER_NAME]: entry } }),
    link: undefined,
  };
}

/** Codex ignores a key `headers`: values stand in `http_headers`, names of variables in `env_http_headers`. */
export function codex(options: SnippetOptions): ClientSnippet {
  const plain = plainHeaders(options);
  return {
    id: 'codex',
    title: 'Codex',
    kind: 'toml',
    file: '~/.codex/config.toml',
    text: [
      `[mcp_servers.${SERVER_NAME}]`,
      `url = ${JSON.stringify(`${options.publicUrl}/mcp`)}`,
      `env_http_headers = ${inlineTable(secretHeaders(options))}`,
      ...(Object.keys(plain).length > 0 ? [`http_headers = ${inlineTable(plain)}`] : []),
    ].join('\n'),
    link: undefined,
  };
}

const INPUT_WORDS: Readonly<Record<string, string>> = {
  SDP_CLIENT_ID: 'Zoho Client ID',
  SDP_CLIENT_SECRET: 'Zoho Client Secret',
  SDP_ACCESS_KEY: 'Access key of the server',
};

function inputId(variable: string): string {
  return variable.toLowerCase().replaceAll('_', '-');
}

/** A TOML inline table; for these values a JSON string is a TOML string. */
function inlineTable(entries: Record<string, string>): string {
  const pairs = Object.entries(entries).map(([key, value]) => `${JSON.stringify(key)} = ${JSON.stringify(value)}`);
  return `{ ${pairs.join(', ')} }`;
}
