import { Option } from 'commander';
import { defineCommand } from '../command.js';
import type { BackupCheckOptions } from '../keys/backup-check.js';
import type { DiscardOptions } from '../keys/discard.js';
import type { RotateOptions } from '../keys/rotate.js';

const json = () => new Option('--json', 'print one JSON document in place of text');

const DATABASE = [
  { name: 'DATABASE_URL', meaning: 'the PostgreSQL to work on' },
  { name: 'SDP_DATA_DIR', meaning: 'without DATABASE_URL: folder of the embedded database, ./data unless given' },
];
const RING = [
  { name: 'SDP_ENCRYPTION_KEYS', meaning: 'the ring, as for the server: the first key is the one to go to' },
  { name: 'SDP_ENCRYPTION_KEY', meaning: 'the key, when there is only one; else the key file in the data folder' },
];

const rotateCommand = defineCommand<RotateOptions>({
  name: 'rotate',
  summary: 're-encrypt everything under the first key of the ring',
  description:
    'Writes every stored value that hangs on a former key anew under the first key of SDP_ENCRYPTION_KEYS, while servers ' +
    'run, and then says which key may leave the ring. It can be interrupted, repeated, and run twice at once. Values that ' +
    'open under no key are left as they are and named.\n\nWith the embedded database, stop the server first. The whole ' +
    'procedure is in docs/KEYS.md.',
  options: [new Option('--dry-run', 'say what would be done and which key is needed by what; change nothing'), json()],
  variables: [...RING, ...DATABASE],
  examples: [
    { does: 'what a rotation would do', line: 'servicedesk-plus-mcp keys rotate --dry-run' },
    { does: 'do it', line: 'servicedesk-plus-mcp keys rotate' },
  ],
  load: async () => (await import('../keys/rotate.js')).rotate,
});

const backupCheckCommand = defineCommand<BackupCheckOptions>({
  name: 'backup-check',
  summary: 'prove that a backup and a key belong together',
  description:
    'Opens every stored value of a database, restored from a backup or in use, with the key that is given, and says how ' +
    'many open and which keys are missing. Changes nothing. The key comes from the environment, from a file or from a ' +
    'hidden question, and is never shown.',
  options: [
    new Option('--key-file <file>', 'file that holds the key, or a ring as in SDP_ENCRYPTION_KEYS').conflicts('ask'),
    new Option('--ask', 'ask for the key'),
    json(),
  ],
  variables: [...RING, ...DATABASE],
  examples: [
    {
      does: 'a restored data folder and its key',
      line: 'SDP_DATA_DIR=/restored servicedesk-plus-mcp keys backup-check',
    },
    {
      does: 'a database restored with pg_restore, and the key from the safe',
      line: 'DATABASE_URL=postgres://localhost/restored servicedesk-plus-mcp keys backup-check --ask',
    },
  ],
  load: async () => (await import('../keys/backup-check.js')).backupCheck,
});

const discardCommand = defineCommand<DiscardOptions>({
  name: 'discard',
  summary: 'give up what no key opens, when its key is lost',
  description:
    'Removes the connections and other stored values that open under no key of the ring, so that the server starts again ' +
    'with what is left. The people concerned set up once more. Run it only when the missing key is lost for good: with the ' +
    'key, everything would open.',
  options: [
    new Option('--dry-run', 'say what would be removed; change nothing'),
    new Option('--yes', 'do not ask whether to do it'),
  ],
  variables: [...RING, ...DATABASE],
  examples: [{ does: 'what would be lost', line: 'servicedesk-plus-mcp keys discard --dry-run' }],
  load: async () => (await import('../keys/discard.js')).discard,
});

export const keysCommand = defineCommand({
  name: 'keys',
  summary: 'rotate encryption keys, check backups',
  description: 'Looks after the encryption key. Where it is and how it is kept: docs/KEYS.md.',
  commands: [rotateCommand, backupCheckCommand, discardCommand],
});
