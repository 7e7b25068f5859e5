import { KeyFileError, readKeyFile } from '../../../token/generated-key.file.js';
import { isMade } from '../../database.js';
import { type Check, fail, ok, skip, warn } from '../finding.js';

/** The key is there and can be read. Whether it is the right one, the check of the database says. */
export const encryptionKeyCheck: Check = {
  name: 'encryption key',
  async run({ config: { encryption, database } }) {
    if (encryption.kind === 'keys') {
      const { length } = encryption.keys;
      return [
        ok(length === 1 ? 'given by the environment' : `${length} keys given by the environment, the first is primary`),
      ];
    }
    if (database.kind === 'embedded' && database.dataDir.startsWith('memory://'))
      return [skip('made anew at each start')];
    try {
      if (await readKeyFile(encryption.file)) return [ok(`${encryption.file}, readable by its owner only`)];
    } catch (error) {
      if (error instanceof KeyFileError) return [fail(error.message, 'Without it no stored token can be opened.')];
      throw error;
    }
    return isMade(database)
      ? [
          fail(
            `${encryption.file} is missing, and there is a database`,
            'Restore the file from a backup. docs/KEYS.md says what to do when it is lost.',
          ),
        ]
      : [warn(`${encryption.file} will be made at the first start`, 'Back it up then, together with the database.')];
  },
};
