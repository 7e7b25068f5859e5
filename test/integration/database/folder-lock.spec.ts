import { mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FolderInUseError } from '../../../src/database/database.errors.js';
import { FolderLock } from '../../../src/database/embedded/lock/folder-lock.js';
import { kernelId } from '../../../src/database/embedded/lock/kernel.js';
import { dataFolder } from '../../support/cluster-templates.js';
import { WriterProcess } from './writer-process.js';

const QUICK = { heartbeatMs: 20, deadAfterMs: 300, sockets: true };

describe('the lock of a data folder', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'sdp-lock-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const claims = (): Promise<string[]> => readdir(join(folder, 'in-use'));

  it('is never given to two of many that ask at the same instant, and one more try gets it', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => FolderLock.take(folder)));

    const taken = asked.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const refused = asked.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    // On a busy machine all of them may see a rival and step back; two at once would corrupt the cluster.
    expect(taken.length).toBeLessThanOrEqual(1);
    expect(refused.every((reason) => reason instanceof FolderInUseError)).toBe(true);
    expect(await claims()).toHaveLength(taken.length);
    await taken[0]?.release();
    await (await FolderLock.take(folder)).release();
  });

  it('can be taken again once it was released', async () => {
    await (await FolderLock.take(folder)).release();

    const lock = await FolderLock.take(folder);

    expect(await claims()).toHaveLength(1);
    await lock.release();
    expect(await claims()).toEqual([]);
  });

  it('passes over what a killed process left, even one with our own process id', async () => {
    await FolderLock.take(folder).then((lock) => lock.release());
    await deadSocket(join(folder, 'in-use', `${kernelId}-${process.pid}-00000000`));
    await deadSocket(join(folder, 'in-use', `${kernelId}-1-00000000`));

    const lock = await FolderLock.take(folder);

    expect(await claims()).toHaveLength(1);
    await lock.release();
  });

  it("respects another machine's claim until its heartbeat has stopped for long enough", async () => {
    await FolderLock.take(folder).then((lock) => lock.release());
    await writeFile(join(folder, 'in-use', '0badcafe-4711-00000000'), '');

    await expect(FolderLock.take(folder, QUICK)).rejects.toThrow(/process 4711 of another machine.*in a minute/s);
    expect(await claims()).toEqual(['0badcafe-4711-00000000']);

    await delay(QUICK.deadAfterMs + 100);
    const lock = await FolderLock.take(folder, QUICK);
    expect(await claims()).not.toContain('0badcafe-4711-00000000');
    await lock.release();
  });

  it('keeps its own heartbeat going, so that other machines see it live', async () => {
    const lock = await FolderLock.take(folder, QUICK);
    const [name] = await claims();
    const first = await stat(join(folder, 'in-use', name!));

    await delay(QUICK.deadAfterMs);

    const later = await stat(join(folder, 'in-use', name!));
    expect(later.ctimeMs - first.ctimeMs).toBeGreaterThan(QUICK.deadAfterMs / 2);
    await lock.release();
  });

  it('holds in a folder whose path is too long for a socket', async () => {
    const deep = join(folder, 'x'.repeat(60), 'y'.repeat(60));
    const lock = await FolderLock.take(deep);

    await expect(FolderLock.take(deep)).rejects.toThrow(FolderInUseError);

    const [name] = await readdir(join(deep, 'in-use'));
    expect((await stat(join(deep, 'in-use', name!))).isSocket()).toBe(process.platform === 'linux');
    await lock.release();
    await (await FolderLock.take(deep)).release();
  });

  it('goes by the heartbeat where the file system has no sockets', async () => {
    const lock = await FolderLock.take(folder, { ...QUICK, sockets: false });
    await delay(2 * QUICK.deadAfterMs);

    await expect(FolderLock.take(folder, QUICK)).rejects.toThrow(/process \d+ of this machine/);

    await lock.release();
    await (await FolderLock.take(folder, QUICK)).release();
  });

  it('is told when it was taken away', async () => {
    const lock = await FolderLock.take(folder, QUICK);
    const lost = new Promise<void>((resolve) => lock.onLost(resolve));

    await rm(folder, { recursive: true });

    await lost;
    await lock.release();
  });
});

describe('two servers on one data folder', () => {
  let data: Awaited<ReturnType<typeof dataFolder>>;
  let processes: WriterProcess[];
  const start = (): WriterProcess => {
    const started = new WriterProcess(data.path);
    processes.push(started);
    return started;
  };
  beforeAll(async () => void (data = await dataFolder()));
  beforeEach(() => void (processes = []));
  afterEach(() => Promise.all(processes.map((started) => started.kill())));
  afterAll(() => data.remove());

  it('are one too many: the second is told which process, which folder and what to do', async () => {
    const first = start();
    await first.hears('open');

    const refusal = await start().hears('failed');

    expect(refusal?.name).toBe('FolderInUseError');
    expect(refusal?.message).toContain(data.path);
    expect(refusal?.message).toContain(`process ${first.pid} of this machine`);
    expect(refusal?.message).toMatch(/SDP_DATA_DIR.*DATABASE_URL/s);
  });

  it('are one too many even while the first is stopped and cannot answer', async () => {
    const first = start();
    await first.hears('open');
    first.signal('SIGSTOP');

    expect((await start().hears('failed'))?.name).toBe('FolderInUseError');

    first.signal('SIGCONT');
  });

  it('follow each other at once when the first is killed', async () => {
    const first = start();
    await first.hears('committed');
    await first.kill();

    expect(await start().hears('open')).toMatchObject({ halfPairs: 0, indexAgrees: true });
  });
});

/** What a killed process leaves: a socket file that nobody listens on. */
async function deadSocket(path: string): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(`${path}.live`, resolve));
  await rename(`${path}.live`, path);
  await new Promise((resolve) => server.close(resolve));
  expect((await stat(path)).isSocket()).toBe(true);
}
