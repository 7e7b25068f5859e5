import type { ClientSnippet } from './client-snippet.js';
import type { SnippetOptions } from './snippet-options.js';

/** Makes the value of the one header, in a POSIX shell. */
const HEADER_VALUE = `printf 'Basic %s\\n' "$(printf '%s' "\${SDP_CLIENT_ID}:\${SDP_CLIENT_SECRET}" | base64 | tr -d '\\n')"`;

/**
 * Copilot Studio sends one header of the person's choice, and calls from Microsoft's cloud
 * (learn.microsoft.com, "Connect your agent to an existing MCP server"). So it cannot send an access key as well.
 */
export function copilotStudio({ publicUrl, needsAccessKey }: SnippetOptions): ClientSnippet {
  const steps = [
    'Make sure that the server can be reached from the internet over https: Copilot Studio calls it from there.',
    `Make the value of the header where SDP_CLIENT_ID and SDP_CLIENT_SECRET are set: ${HEADER_VALUE}`,
    'In your agent open Tools, Add a tool, New tool, Model Context Protocol.',
    `Server name: ServiceDesk Plus. Server description: Works help-desk tickets in ServiceDesk Plus. Server URL: ${publicUrl}/mcp`,
    'Authentication: API key. Type: Header. Header name: Authorization. Choose Create.',
    'Choose Create a new connection and paste the value of the first step. Then choose Add to agent.',
    ...(needsAccessKey
      ? [
          'This server wants an access key as well, and Copilot Studio sends one header: ask the administrator for a way that adds X-SDP-Access-Key.',
        ]
      : []),
  ];
  return {
    id: 'copilot-studio',
    title: 'Copilot Studio',
    kind: 'steps',
    file: undefined,
    text: steps.map((step, index) => `${index + 1}. ${step}`).join('\n'),
    link: undefined,
  };
}
