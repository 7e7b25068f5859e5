import type { DataCenter } from '../common/data-center.js';

/** What the snippets depend on. Never the credentials: those stay variables. */
export interface SnippetOptions {
  /** Address of this server, without a trailing slash. */
  readonly publicUrl: string;
  /** Left out when undefined: the stored connection or the server's default decides. */
  readonly dataCenter: DataCenter | undefined;
  readonly portal: string | undefined;
  /** True when `SDP_ACCESS_KEYS` is set: then every request needs a key of the server itself. */
  readonly needsAccessKey: boolean;
}

/**
 * An entry for `.mcp.json` that works: credentials in `headers`, where they are sent, and not in `env`, which MCP
 * clients read only for servers that they start as a command.
 */
export function mcpJson({ publicUrl, dataCenter, portal, needsAccessKey }: SnippetOptions): string {
  const entry = {
    type: 'http',
    url: `${publicUrl}/mcp`,
    headers: {
      ...credentialHeaders(needsAccessKey),
      ...(dataCenter === undefined ? {} : { 'X-SDP-Data-Center': dataCenter }),
      ...(portal === undefined ? {} : { 'X-SDP-Portal': portal }),
    },
  };
  return JSON.stringify({ mcpServers: { 'servicedesk-plus': entry } }, null, 2);
}

/**
 * A command that hands a grant token over, for a POSIX shell in which `SDP_CLIENT_ID` and `SDP_CLIENT_SECRET` are
 * set: so the secret is neither shown nor kept in the shell's history.
 */
export function setupCommand({ publicUrl, dataCenter, portal, needsAccessKey }: SnippetOptions): string {
  const body = JSON.stringify({ code: 'GRANT_TOKEN', dataCenter, portal });
  return [
    `curl -X POST ${publicUrl}/oauth/setup`,
    ...Object.entries(credentialHeaders(needsAccessKey)).map(([name, value]) => `-H "${name}: ${value}"`),
    `-H "Content-Type: application/json"`,
    `-d '${body}'`,
  ].join(' ');
}

function credentialHeaders(needsAccessKey: boolean): Record<string, string> {
  return {
    'X-SDP-Client-Id': '${SDP_CLIENT_ID}',
    'X-SDP-Client-Secret': '${SDP_CLIENT_SECRET}',
    ...(needsAccessKey ? { 'X-SDP-Access-Key': '${SDP_ACCESS_KEY}' } : {}),
  };
}
