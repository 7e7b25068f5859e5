import { Option } from 'commander';
import { defineCommand } from '../command.js';
import type { StatusOptions } from '../status/run-status.js';

export const statusCommand = defineCommand<StatusOptions>({
  name: 'status',
  summary: 'show every stored client: state, expiry, failures',
  description:
    'Shows every stored client with its state, the expiry of its access token, failures, the next refresh and the last success; no secret, and no Client ID. It reads the database that the settings of the server name, and changes nothing. It ends with 1 when a client needs a new grant token from its person.\n\n' +
    'An embedded database serves one process. While the server runs, this command asks the server itself, for which SDP_ADMIN_TOKEN has to be set for both.',
  options: [new Option('--json', 'print one JSON document')],
  variables: [
    { name: 'SDP_DATA_DIR', meaning: 'folder of the embedded database, ./data unless given' },
    { name: 'DATABASE_URL', meaning: 'the PostgreSQL, where the server uses one; with SDP_ENCRYPTION_KEY as there' },
    { name: 'SDP_ADMIN_TOKEN', meaning: 'to ask the running server where its database is embedded' },
    { name: 'HOST, PORT', meaning: 'where that server listens' },
  ],
  examples: [
    { does: 'for people', line: 'servicedesk-plus-mcp status' },
    {
      does: 'ids of those who have to authorize again',
      line: 'servicedesk-plus-mcp status --json | jq -r \'.clients[] | select(.state == "reauth_required").id\'',
    },
  ],
  load: async () => (await import('../status/run-status.js')).runStatus,
});
