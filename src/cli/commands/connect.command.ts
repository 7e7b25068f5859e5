import { Argument } from 'commander';
import { defineCommand } from '../command.js';

export const connectCommand = defineCommand({
  name: 'connect',
  summary: 'connect an MCP client that starts a command to a running server',
  description:
    'A bridge for MCP clients that start a command and speak over its standard input and output, such as Claude Desktop. It reads the Client ID and Client Secret from its environment, so that an "env" block in the configuration of the client works, and passes every message on to the server.\n\n' +
    'Standard output carries protocol messages only; what is wrong is told to the client as an error and on standard error. It ends when the client closes standard input.',
  arguments: [new Argument('<url>', 'address of the server; https://, or http:// for a server on this machine')],
  variables: [
    { name: 'SDP_CLIENT_ID', meaning: 'Client ID of your Zoho Self Client' },
    { name: 'SDP_CLIENT_SECRET', meaning: 'its Client Secret' },
    { name: 'SDP_ACCESS_KEY', meaning: 'access key of the server, if it asks for one' },
    { name: 'SDP_DATA_CENTER', meaning: "your Zoho data center, if it is not the server's" },
    { name: 'SDP_PORTAL', meaning: 'your portal, the part after /app/; SDP_INSTANCE_NAME is the same' },
    { name: 'SDP_TOOLSETS', meaning: 'toolsets to show, comma-separated' },
    { name: 'SDP_READ_ONLY', meaning: 'true: no tool that changes anything' },
    { name: 'NODE_EXTRA_CA_CERTS', meaning: 'file of certificates to trust beside the usual ones' },
  ],
  examples: [
    {
      does: 'what an MCP client starts, with the two variables in its "env" block',
      line: 'npx servicedesk-plus-mcp connect https://sdp-mcp.example.com',
    },
    { does: 'a server on this machine', line: 'servicedesk-plus-mcp connect http://localhost:3456' },
  ],
  load: async () => (await import('../connect/run-connect.js')).runConnect,
});
