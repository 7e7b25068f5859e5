import { type ClientSnippet, clientSnippets } from '../../src/oauth/client-snippets.js';
import { CLIENT_NOTES } from './client-notes.js';
import { formatted } from './formatted.js';

/** The address that documents print; the set-up page shows the server's own. */
export const PRINTED_URL = 'http://localhost:3456';

const HEAD = `# Clients

How to connect each MCP client. The set-up page (\`GET /\`) shows the same with the address of your server, your data center
and your portal filled in; here the address is \`${PRINTED_URL}\`.

<!-- Made by npm run docs: snippets from src/oauth/client-snippets.ts, notes from test/docs/client-notes.ts. -->

## Before

Every client sends two values as headers with every request: the Client ID and the Client Secret of your own Zoho Self
Client. Keep them in environment variables, so that they stand in no file that is shared:

\`\`\`sh example=the values are yours
export SDP_CLIENT_ID=1000.ABC SDP_CLIENT_SECRET=0123456789abcdef
\`\`\`

\`\`\`powershell example=the values are yours
setx SDP_CLIENT_ID 1000.ABC
setx SDP_CLIENT_SECRET 0123456789abcdef
\`\`\`

Programs see variables that were set before they were started. After \`setx\` start the client anew; after \`export\` start
it from the same shell.

Then connect, and ask: “Check my ServiceDesk Plus connection.” The answer says that it works, or what is left to do.

| header                                     | meaning                                                                          |
| ------------------------------------------ | -------------------------------------------------------------------------------- |
| \`X-SDP-Client-Id\`, \`X-SDP-Client-Secret\`   | your Self Client                                                                 |
| \`Authorization: Basic base64(id:secret)\`   | the same, for clients that allow only known header names                         |
| \`X-SDP-Data-Center\`                        | your Zoho data center, when it is not the server’s: \`us eu in au cn jp ca uk sa ae\` |
| \`X-SDP-Portal\`                             | your portal: the part after \`/app/\` in the address of ServiceDesk Plus             |
| \`X-SDP-Toolsets\`                           | which tools are listed, as \`core,problems\`; or \`?toolsets=\` in the address         |
| \`X-SDP-Read-Only\`                          | \`1\` hides every tool that writes; or \`?readonly=1\` in the address                  |
| \`X-SDP-Access-Key\`                         | key of the server, where its administrator gave you one; or \`Authorization: Bearer\` |

Never write the secret into the address: proxies and logs keep addresses, and the server refuses it there.
`;

const TRAPS = `
## Traps of all clients

- **\`env\`.** Clients read an \`env\` block for commands that they start. Beside \`url\` it never leaves your machine: the
  connection works, the tools are listed, and every tool answers that no credentials arrived.
- **Placeholders.** Each client writes variables in its own way (\`\${NAME}\`, \`\${env:NAME}\`, \`$NAME\`, \`\${input:name}\`). What
  is not filled in arrives as it stands, and the server names the header it came in.
- **Corporate proxies.** A client that must go through a proxy reads \`HTTPS_PROXY\`; exclude a server in your own network
  with \`NO_PROXY\`. Where the proxy opens TLS, give Node.js its certificate with \`NODE_EXTRA_CA_CERTS\`.
- **HTTP+SSE or Streamable HTTP.** Use \`/mcp\`. \`/sse\` is for old clients: a proxy that buffers answers or ends quiet
  connections breaks it, and a restart of the server ends its sessions.
- **The name of the host.** A server answers only under names it knows. Another one gets \`ADDRESS_NOT_ALLOWED\`, see
  [TROUBLESHOOTING.md](TROUBLESHOOTING.md).
`;

/** docs/CLIENTS.md. */
export async function clientsPage(): Promise<string> {
  const snippets = clientSnippets({
    publicUrl: PRINTED_URL,
    dataCenter: undefined,
    portal: undefined,
    needsAccessKey: false,
  });
  return formatted([HEAD, ...snippets.map(clientPart), TRAPS].join('\n'));
}

function clientPart({ id, title, kind, file, text, link }: ClientSnippet): string {
  const notes = CLIENT_NOTES[id];
  if (!notes) throw new Error(`test/docs/client-notes.ts has nothing on ${id}.`);
  const language = { json: 'json', toml: 'toml', shell: 'sh', steps: 'text' }[kind];
  return [
    `## ${title}`,
    notes.before ?? '',
    file === undefined ? '' : `File: \`${file}\``,
    `\`\`\`${language} client=${id}\n${text}\n\`\`\``,
    link === undefined
      ? ''
      : `[Add it to ${title}](${webLink(link)}), or open \`${link.split('?')[0]}\` from the set-up page.`,
    `**Check.** ${notes.check}`,
    notes.traps.map((trap) => `- ${trap}`).join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Pages that show Markdown drop links of other schemes: both vendors have an address that leads to the same. */
function webLink(link: string): string {
  const query = link.slice(link.indexOf('?') + 1);
  return link.startsWith('vscode:')
    ? `https://insiders.vscode.dev/redirect?url=${encodeURIComponent(link)}`
    : `https://cursor.com/install-mcp?${query}`;
}
