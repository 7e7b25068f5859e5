import { braced, secretHeaders } from './snippet-headers.js';
import type { SnippetOptions } from './snippet-options.js';

/**
 * A command that hands a grant token over, for a POSIX shell in which `SDP_CLIENT_ID` and `SDP_CLIENT_SECRET` are
 * set: so the secret is neither shown nor kept in the shell's history.
 */
export function setupCommand(options: SnippetOptions): string {
  const { publicUrl, dataCenter, portal } = options;
  const body = JSON.stringify({ code: 'GRANT_TOKEN', dataCenter, portal });
  return [
    `curl -X POST ${publicUrl}/oauth/setup`,
    ...Object.entries(secretHeaders(options)).map(([name, variable]) => `-H "${name}: ${braced(variable)}"`),
    `-H "Content-Type: application/json"`,
    `-d '${body}'`,
  ].join(' ');
}
