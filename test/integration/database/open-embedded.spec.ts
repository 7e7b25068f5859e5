import { mkdir, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type * as databaseModule from '../../../src/database/open-database.js';
import { POSTGRES_MAJOR } from '../../../src/database/embedded/cluster.js';
import { importBuilt } from '../../support/built.js';
import { dataFolder } from '../../support/cluster-templates.js';

describe('opening the embedded database', () => {
  let data: Awaited<ReturnType<typeof dataFolder>>;
  let pgdata: string;
  beforeEach(async () => {
    data = await dataFolder();
    pgdata = join(data.path, 'pgdata');
  });
  afterEach(() => data.remove());

  async function refusal(dataDir = data.path): Promise<Error> {
    const { openDatabase } = await importBuilt<typeof databaseModule>('database/open-database.js');
    return openDatabase({ kind: 'embedded', dataDir }, { entities: [] }).then(
      async (opened) => {
        await opened.destroy();
        return new Error('it opened');
      },
      (error: Error) => error,
    );
  }

  it('makes a cluster on the first start, for its owner only', async () => {
    const fresh = join(data.path, 'new/data');

    expect((await refusal(fresh)).message).toBe('it opened');

    expect((await readdir(fresh)).sort()).toEqual(['in-use', 'pgdata']);
    expect(await readdir(join(fresh, 'in-use'))).toEqual([]);
  });

  it('makes a first start again that was interrupted', async () => {
    await rm(pgdata, { recursive: true });
    await mkdir(join(data.path, 'pgdata.init'));
    await writeFile(join(data.path, 'pgdata.init/PG_VERSION'), `${POSTGRES_MAJOR}\n`);

    expect((await refusal()).message).toBe('it opened');
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'was written by another PostgreSQL',
      () => writeFile(join(pgdata, 'PG_VERSION'), '17\n'),
      /was written by PostgreSQL 17, and this server brings PostgreSQL 18\. Start the version/,
    ],
    [
      'is no cluster',
      () => rm(join(pgdata, 'PG_VERSION')),
      /holds no database \(no PG_VERSION\)\. Restore the data folder from a backup/,
    ],
    [
      'has a torn control file',
      () => truncate(join(pgdata, 'global/pg_control'), 100),
      /does not open \(.+\)\. Restore the folder from a backup, or move it away/,
    ],
    [
      'has lost its tables',
      () => rm(join(pgdata, 'base'), { recursive: true }),
      /does not open \(.+\)\. Restore the folder from a backup, or move it away/,
    ],
  ])('says what is wrong and what to do when the folder %s', async (_what, damage, sentence) => {
    await damage();

    const error = await refusal();

    expect(error.name).toBe('DatabaseStartError');
    expect(error.message).toMatch(sentence);
    expect(error.message).toContain(data.path);
    expect(await readdir(join(data.path, 'in-use'))).toEqual([]);
  });

  it('says so when the data folder is a file', async () => {
    const file = join(data.path, 'file');
    await writeFile(file, '');

    expect((await refusal(file)).message).toMatch(/is not a folder\. Set SDP_DATA_DIR to a folder\./);
    expect((await refusal(join(file, 'data'))).message).toMatch(/is not a folder/);
  });
});
