import { expect, it } from '@jest/globals';
import type { CallContext } from './call-context.js';
import { Lanes } from './lanes.js';

const PATIENCE_MS = 60_000;

const context = (connectionId: string, signal = new AbortController().signal): CallContext => ({
  connection: { connectionId, dataCenter: 'us', portal: undefined, scopes: [] },
  signal,
  deadlineMs: 0,
});

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
  const lanes = new Lanes(2);
  const log: string[] = [];
  const jobs = ['a', 'b', 'c', 'd'].map((name) => job(log, name));
  const runs = jobs.map(({ work }) => lanes.run(context('dana'), PATIENCE_MS, work));
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
  const lanes = new Lanes(1);
  const log: string[] = [];
  const [first, second, third] = ['first', 'second', 'third'].map((name) => job(log, name));
  const runs = [
    lanes.run(context('dana'), PATIENCE_MS, first!.work),
    lanes.run(context('dana'), PATIENCE_MS, second!.work),
  ];
  first!.finish();
  runs.push(lanes.run(context('dana'), PATIENCE_MS, third!.work));
  for (const { finish } of [second!, third!]) finish();
  await Promise.all(runs);

  expect(log).toEqual(['first', 'second', 'third']);
});

it('gives up the place of a caller who left, and of one who never waited', async () => {
  const lanes = new Lanes(1);
  const log: string[] = [];
  const [running, left, next] = ['running', 'left', 'next'].map((name) => job(log, name));
  const leave = new AbortController();
  const first = lanes.run(context('dana'), PATIENCE_MS, running!.work);
  const second = lanes.run(context('dana', leave.signal), PATIENCE_MS, left!.work);
  const third = lanes.run(context('dana'), PATIENCE_MS, next!.work);
  leave.abort();

  await expect(second).rejects.toMatchObject({ name: 'AbortError' });
  await expect(lanes.run(context('dana', AbortSignal.abort()), PATIENCE_MS, left!.work)).rejects.toMatchObject({
    name: 'AbortError',
  });
  running!.finish();
  next!.finish();
  await Promise.all([first, third]);

  expect(log).toEqual(['running', 'next']);
});

it('goes on after work that failed', async () => {
  const lanes = new Lanes(1);
  await expect(lanes.run(context('dana'), PATIENCE_MS, () => Promise.reject(new Error('no')))).rejects.toThrow('no');

  expect(await lanes.run(context('dana'), PATIENCE_MS, async () => 'yes')).toBe('yes');
});

it('gives up after as long as the call has time, and leaves its place to others', async () => {
  const lanes = new Lanes(1);
  const log: string[] = [];
  const [running, impatient, next] = ['running', 'impatient', 'next'].map((name) => job(log, name));
  const first = lanes.run(context('dana'), PATIENCE_MS, running!.work);
  const second = lanes.run(context('dana'), 20, impatient!.work);
  const third = lanes.run(context('dana'), PATIENCE_MS, next!.work);

  await expect(second).rejects.toMatchObject({ code: 'SDP_UNAVAILABLE' });
  running!.finish();
  next!.finish();
  await Promise.all([first, third]);

  expect(log).toEqual(['running', 'next']);
});
