import type { ClientSnippet } from './client-snippet.js';
import { braced, snippetHeaders } from './snippet-headers.js';
import type { SnippetOptions } from './snippet-options.js';

/**
 * Arguments of mcp-remote, which expands `${VAR}` itself. No blank after the colon: some clients split arguments at
 * blanks (mcp-remote's README, "Cursor and Claude Desktop (Windows)").
 */
export function remoteArguments(options: SnippetOptions): string[] {
  const headers = Object.entries(snippetHeaders(options, braced));
  return [
    `${options.publicUrl}/mcp`,
    ...(needsAllowHttp(options.publicUrl) ? ['--allow-http'] : []),
    ...headers.flatMap(([name, value]) => ['--header', `${name}:${value}`]),
  ];
}

/** For any client that can only start a command. Single quotes: the secrets do not show in the list of processes. */
export function mcpRemote(options: SnippetOptions): ClientSnippet {
  const words = remoteArguments(options).map((word) => (word.includes('$') ? `'${word}'` : word));
  const text = ['npx -y mcp-remote', ...words].join(' ').replaceAll(' --', ' \\\n  --');
  return { id: 'mcp-remote', title: 'mcp-remote', kind: 'shell', file: undefined, text, link: undefined };
}

/** mcp-remote refuses plain http for other hosts than these two. */
function needsAllowHttp(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === 'http:' && !['localhost', '127.0.0.1'].includes(hostname);
}
