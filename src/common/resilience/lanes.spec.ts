import { expect, it } from '@jest/globals';
import { Lanes } from './lanes.js';

const PATIENCE_MS = 60_000;

const turn = (signal = new AbortController().signal, patienceMs = PATIENCE_MS) => ({ signal, patienceMs });
const lanesOf = (running: number, waiting = 100) => new Lanes({ running, waiting }, () => new Error('no room'));

/** Work that ends when the test says so. */
function job(log: string[], name: string) {
  let finish = () => {};
  const done = new Promise<void>((resolve) => (finish = resolve));
  return {
    finish,
    work: async () => {
      log.push(name);
      await done;
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it('runs as many at a time as the lane is wide, then in the order they came', async () => {
  const lanes = lanesOf(2);
  const log: string[] = [];
  const jobs = ['a', 'b', 'c', 'd'].map((name) => job(log, name));
  const runs = jobs.map(({ work }) => lanes.run('dana', turn(), work));
  await settled();
  expect(log).toEqual(['a', 'b']);

  jobs[1]!.finish();
  await settled();
  expect(log).toEqual(['a', 'b', 'c']);

  for (const { finish } of jobs) finish();
  await Promise.all(runs);
  expect(log).toEqual(['a', 'b', 'c', 'd']);
});

it('lets nobody in front of those who wait', async () => {
  const lanes = lanesOf(1);
  const log: string[] = [];
  const [first, second, third] = ['first', 'second', 'third'].map((name) => job(log, name));
  const runs = [lanes.run('dana', turn(), first!.work), lanes.run('dana', turn(), second!.work)];
  first!.finish();
  runs.push(lanes.run('dana', turn(), third!.work));
  for (const { finish } of [second!, third!]) finish();
  await Promise.all(runs);

  expect(log).toEqual(['first', 'second', 'third']);
});

it('gives up the place of a caller who left, and of one who never waited', async () => {
  const lanes = lanesOf(1);
  const log: string[] = [];
  const [running, left, next] = ['running', 'left', 'next'].map((name) => job(log, name));
  const leave = new AbortController();
  const first = lanes.run('dana', turn(), running!.work);
  const second = lanes.run('dana', turn(leave.signal), left!.work);
  const third = lanes.run('dana', turn(), next!.work);
  leave.abort();

  await expect(second).rejects.toMatchObject({ name: 'AbortError' });
  await expect(lanes.run('dana', turn(AbortSignal.abort()), left!.work)).rejects.toMatchObject({
    name: 'AbortError',
  });
  running!.finish();
  next!.finish();
  await Promise.all([first, third]);

  expect(log).toEqual(['running', 'next']);
});

it('goes on after work that failed', async () => {
  const lanes = lanesOf(1);
  await expect(lanes.run('dana', turn(), () => Promise.reject(new Error('no')))).rejects.toThrow('no');

  expect(await lanes.run('dana', turn(), async () => 'yes')).toBe('yes');
});

it('gives up after as long as the call has time, and leaves its place to others', async () => {
  const lanes = lanesOf(1);
  const log: string[] = [];
  const [running, impatient, next] = ['running', 'impatient', 'next'].map((name) => job(log, name));
  const first = lanes.run('dana', turn(), running!.work);
  const second = lanes.run('dana', turn(undefined, 20), impatient!.work);
  const third = lanes.run('dana', turn(), next!.work);

  await expect(second).rejects.toThrow('no room');
  running!.finish();
  next!.finish();
  await Promise.all([first, third]);

  expect(log).toEqual(['running', 'next']);
});

it('turns away at once what finds no place to wait in, and no other key', async () => {
  const lanes = lanesOf(1, 1);
  const log: string[] = [];
  const [running, waiting, other] = ['running', 'waiting', 'other'].map((name) => job(log, name));
  const first = lanes.run('dana', turn(), running!.work);
  const second = lanes.run('dana', turn(), waiting!.work);

  await expect(lanes.run('dana', turn(), async () => undefined)).rejects.toThrow('no room');
  const third = lanes.run('erik', turn(), other!.work);
  for (const { finish } of [running!, waiting!, other!]) finish();
  await Promise.all([first, second, third]);

  expect(log).toEqual(['running', 'other', 'waiting']);
});
