import { defineCommand } from '../command.js';

export const serveCommand = defineCommand({
  name: 'serve',
  summary: 'run the server',
  description:
    'Runs the server, as npm start does, until Ctrl-C or SIGTERM. Everything is set by environment variables, see ' +
    'docs/CONFIGURATION.md; those that most installations need are below. Logs are JSON lines on standard output.',
  variables: [
    { name: 'PORT', meaning: 'port to listen on, 3456 unless given' },
    { name: 'SDP_DATA_CENTER', meaning: 'your Zoho data center' },
    { name: 'SDP_DATA_DIR', meaning: 'folder of the embedded database and its key, ./data unless given' },
    { name: 'DATABASE_URL', meaning: 'a PostgreSQL in place of the embedded database' },
  ],
  examples: [
    { does: 'on this machine, with the embedded database', line: 'servicedesk-plus-mcp serve' },
    { does: 'for the European data center', line: 'SDP_DATA_CENTER=eu servicedesk-plus-mcp serve' },
  ],
  load: async () => {
    const { serve } = await import('../../serve.js');
    return async ({ env }) => {
      await serve(env);
      return 'fine';
    };
  },
});
