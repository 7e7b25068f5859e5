import { Argument, Option } from 'commander';
import { defineCommand } from '../command.js';
import type { ExportOptions } from '../transfer/export.js';
import type { ImportOptions } from '../transfer/import.js';

const passphrase = () =>
  new Option('--passphrase-file <file>', 'file that holds the passphrase; without it the command asks for it');

const VARIABLES = [
  { name: 'DATABASE_URL', meaning: 'the PostgreSQL to work on' },
  { name: 'SDP_DATA_DIR', meaning: 'without DATABASE_URL: folder of the embedded database, ./data unless given' },
  { name: 'SDP_ENCRYPTION_KEY', meaning: 'the key of that database, or the ring in SDP_ENCRYPTION_KEYS' },
];

export const exportCommand = defineCommand<ExportOptions>({
  name: 'export',
  summary: 'write all connections into a file, for another database or key',
  description:
    'Writes every stored connection into a new file, encrypted under a passphrase. With import it goes into a database ' +
    'with any key: from the embedded one to PostgreSQL and back. Access tokens, deferred writes and the audit trail stay ' +
    'behind.\n\nWith the embedded database, stop the server first.',
  arguments: [new Argument('<file>', 'file to make; it must not be there yet')],
  options: [passphrase()],
  variables: VARIABLES,
  examples: [{ does: 'all connections of the embedded database', line: 'servicedesk-plus-mcp export connections.sdp' }],
  load: async () => (await import('../transfer/export.js')).exportConnections,
});

export const importCommand = defineCommand<ImportOptions>({
  name: 'import',
  summary: 'bring connections in from an export, or from the predecessor',
  description:
    'Brings the connections of an export into this database, or with --from predecessor the one connection of the ' +
    'SDP-MCP server that this one replaces. Says for each what was done, and can be repeated: what is there stays as it is.\n\n' +
    'An export never replaces a connection that is not older, unless --replace is given. A connection of the predecessor ' +
    'is tried with one real refresh at Zoho, and stored only if that works; one that is there already stays.\n\nWith the ' +
    'embedded database, stop the server first.',
  arguments: [
    new Argument(
      '[file]',
      'the export; or the .env file of the predecessor, whose variables are else taken from the environment',
    ),
  ],
  options: [
    new Option('--from <form>', 'what the file is').choices(['export', 'predecessor']).default('export'),
    new Option('--token-file <file>', 'of the predecessor: its .sdp-tokens.json, whose refresh token counts'),
    passphrase(),
    new Option('--replace', 'replace connections that are there, also when they are not older'),
    new Option('--dry-run', 'say what would be done; change nothing and ask Zoho nothing'),
  ],
  variables: VARIABLES,
  examples: [
    {
      does: 'into a PostgreSQL',
      line: 'DATABASE_URL=postgres://localhost/sdp servicedesk-plus-mcp import connections.sdp',
    },
    {
      does: 'from the predecessor',
      line: 'servicedesk-plus-mcp import --from predecessor ../SDP-MCP/.env --token-file ../SDP-MCP/.sdp-tokens.json',
    },
  ],
  load: async () => (await import('../transfer/import.js')).importConnections,
});
