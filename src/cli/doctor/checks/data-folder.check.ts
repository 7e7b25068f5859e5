import { constants, existsSync } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Check, fail, type Finding, ok, skip, warn } from '../finding.js';

const OTHERS = 0o077;
const GIB = 1024 ** 3;
/** The embedded database starts at about 40 MB; its log alone may grow by several times that. */
const LEAST_BYTES = 0.25 * GIB;
const COMFORTABLE_BYTES = GIB;

export const dataFolderCheck: Check = {
  name: 'data folder',
  async run({ config: { database } }) {
    if (database.kind === 'postgres') return [skip('not used: the database is the PostgreSQL of DATABASE_URL')];
    const folder = database.dataDir;
    if (folder.startsWith('memory://')) {
      return [
        warn('the database lives in memory: everybody sets up again after each start', 'Set SDP_DATA_DIR to a folder.'),
      ];
    }
    const present = nearestPresent(folder);
    try {
      if (!(await stat(present)).isDirectory())
        return [fail(`${present} is not a folder`, 'Set SDP_DATA_DIR to a folder.')];
      await access(present, constants.R_OK | constants.W_OK | constants.X_OK);
    } catch {
      return [
        fail(
          `${present} may not be written`,
          'Make its owner the user that runs the server, or set SDP_DATA_DIR to another folder.',
        ),
      ];
    }
    const state = present === folder ? ok(`${folder} may be written`) : ok(`${folder} will be made at the first start`);
    return [state, ...(present === folder ? await modeOf(folder) : []), await spaceOf(present)];
  },
};

async function modeOf(folder: string): Promise<Finding[]> {
  if (process.platform === 'win32' || ((await stat(folder)).mode & OTHERS) === 0) return [];
  return [warn(`${folder} is open to other users of this machine`, `Run: chmod 700 ${folder}`)];
}

async function spaceOf(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const words = `${(free / GIB).toFixed(1)} GiB are free`;
  if (free < LEAST_BYTES) return fail(words, 'Free some space: a full disk stops the database.');
  if (free < COMFORTABLE_BYTES) return warn(words, 'Free some space before it runs out.');
  return ok(words);
}

function nearestPresent(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestPresent(dirname(folder));
}
