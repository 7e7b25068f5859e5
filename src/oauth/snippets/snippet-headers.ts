import type { SnippetOptions } from './snippet-options.js';

/** Writes a reference to an environment variable the way a client reads it. */
type Reference = (variable: string) => string;

/** `${SDP_CLIENT_ID}`: Claude Code, mcp-remote and POSIX shells. */
export const braced: Reference = (variable) => `\${${variable}}`;

/** `${env:SDP_CLIENT_ID}`: Cursor and Windsurf. */
export const bracedEnv: Reference = (variable) => `\${env:${variable}}`;

/** `$SDP_CLIENT_ID`: Gemini CLI. */
export const bare: Reference = (variable) => `$${variable}`;

/** Headers with a secret or a person's own value, and the variable of the person's environment that each is read from. */
export function secretHeaders({ needsAccessKey }: SnippetOptions): Record<string, string> {
  return {
    'X-SDP-Client-Id': 'SDP_CLIENT_ID',
    'X-SDP-Client-Secret': 'SDP_CLIENT_SECRET',
    ...(needsAccessKey ? { 'X-SDP-Access-Key': 'SDP_ACCESS_KEY' } : {}),
  };
}

/** Headers whose value may stand in a file: what the person chose of data center and portal. */
export function plainHeaders({ dataCenter, portal }: SnippetOptions): Record<string, string> {
  return {
    ...(dataCenter === undefined ? {} : { 'X-SDP-Data-Center': dataCenter }),
    ...(portal === undefined ? {} : { 'X-SDP-Portal': portal }),
  };
}

/** All headers of a connection, with references in the place of secrets. */
export function snippetHeaders(options: SnippetOptions, reference: Reference): Record<string, string> {
  const secrets = Object.entries(secretHeaders(options)).map(([name, variable]) => [name, reference(variable)]);
  return { ...(Object.fromEntries(secrets) as Record<string, string>), ...plainHeaders(options) };
}

/** The variables, each with words in the place of its value, for clients that pass nothing but what their file says. */
export function variablesToFillIn(options: SnippetOptions): Record<string, string> {
  const words: Readonly<Record<string, string>> = {
    SDP_CLIENT_ID: options.clientId ?? 'your Client ID',
    SDP_CLIENT_SECRET: 'your Client Secret',
    SDP_ACCESS_KEY: 'the access key of this server',
  };
  return Object.fromEntries(Object.values(secretHeaders(options)).map((variable) => [variable, words[variable] ?? '']));
}
