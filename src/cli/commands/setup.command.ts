import { Argument, Option } from 'commander';
import { DATA_CENTERS } from '../../common/data-center.js';
import { defineCommand } from '../command.js';
import type { SetupOptions } from '../setup/interview.js';

export const setupCommand = defineCommand<SetupOptions>({
  name: 'setup',
  summary: 'hand a grant token over, once, and get the configuration of your MCP client',
  description:
    'Sets one person up on a running server. At a terminal it asks for what it needs: the address of the server, the data center, the portal, Client ID and Client Secret of your Zoho Self Client, and the grant token, for which it shows the address of the console and the scopes to paste. Then it makes one call to ServiceDesk Plus to see that all works, and prints the configuration of your MCP client, with variables in the place of secrets.\n\n' +
    'Without a terminal, or with --json, nothing is asked: everything comes from arguments and the environment, and the grant token from SDP_GRANT_TOKEN or standard input. When tokens are stored already it only checks them, unless --renew is given. It ends with 1 when a grant token is still needed, or ServiceDesk Plus does not let this person in.',
  arguments: [new Argument('[url]', 'address of the server')],
  options: [
    new Option('--data-center <name>', 'your Zoho data center').choices(DATA_CENTERS),
    new Option('--portal <name>', 'your portal, the part after /app/'),
    new Option(
      '--client <id>',
      'MCP client whose configuration is printed, such as claude-code, claude-desktop, cursor, vscode',
    ),
    new Option('--renew', 'hand a grant token over also when tokens are stored'),
    new Option('--json', 'ask nothing, and print one JSON document'),
  ],
  variables: [
    { name: 'SDP_CLIENT_ID', meaning: 'Client ID of your Zoho Self Client' },
    { name: 'SDP_CLIENT_SECRET', meaning: 'its Client Secret' },
    { name: 'SDP_GRANT_TOKEN', meaning: 'the code of the console, where nobody is asked' },
    { name: 'SDP_ACCESS_KEY', meaning: 'access key of the server, if it asks for one' },
    { name: 'SDP_DATA_CENTER', meaning: 'as --data-center' },
    { name: 'SDP_PORTAL', meaning: 'as --portal; SDP_INSTANCE_NAME is the same' },
  ],
  examples: [
    { does: 'with questions', line: 'servicedesk-plus-mcp setup' },
    {
      does: 'from a script; the two variables of the Self Client are set, and the grant token is in a file',
      line: 'servicedesk-plus-mcp setup https://sdp-mcp.example.com --data-center eu --json < grant-token.txt',
    },
  ],
  load: async () => (await import('../setup/run-setup.js')).runSetup,
});
