import { Option } from 'commander';
import { defineCommand } from '../command.js';
import type { DoctorOptions } from '../doctor/run-doctor.js';

export const doctorCommand = defineCommand<DoctorOptions>({
  name: 'doctor',
  summary: 'check the settings, the database, and the way to Zoho',
  description:
    'Checks what the server needs, with the settings of its environment: every variable, the encryption key, the data folder, the database with its migrations and whether the key opens what is stored, the port, DNS, TLS and clock against Zoho Accounts and ServiceDesk Plus, and the public address. It changes nothing, and says for each thing it does not like what to do. It ends with 1 when a check fails; what is only to look at (warn) does not count.',
  options: [new Option('--json', 'print one JSON document')],
  variables: [{ name: '(of the server)', meaning: 'set what the server gets; docs/CONFIGURATION.md has all of them' }],
  examples: [
    { does: 'before the first start, or when something is odd', line: 'servicedesk-plus-mcp doctor' },
    {
      does: 'what failed, for a script',
      line: 'servicedesk-plus-mcp doctor --json | jq \'.checks[] | select(.level == "fail")\'',
    },
  ],
  load: async () => (await import('../doctor/run-doctor.js')).runDoctor,
});
