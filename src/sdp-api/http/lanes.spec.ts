import { expect, it } from '@jest/globals';
import type { CallContext } from './call-context.js';
import { Lanes } from './lanes.js';

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
  const runs = jobs.map(({ work }) => lanes.run(context('dana'), work));
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
  const runs = [lanes.run(context('dana'), first!.work), lanes.run(context('dana'), second!.work)];
  first!.finish();
  runs.push(lanes.run(context('dana'), third!.work));
  for (const { finish } of [second!, third!]) finish();
  await Promise.all(runs);

  expect(log).toEqual(['first', 'second', 'third']);
});

it('gives up the place of a caller who left, and of one who never waited', async () => {
  const lanes = new Lanes(1);
  const log: string[] = [];
  const [running, left, next] = ['running', 'left', 'next'].map((name) => job(log, name));
  const leave = new AbortController();
  const first = lanes.run(context('dana'), running!.work);
  const second = lanes.run(context('dana', leave.signal), left!.work);
  const third = lanes.run(context('dana'), next!.work);
  leave.abort();

  await expect(second).rejects.toMatchObject({ name: 'AbortError' });
  await expect(lanes.run(context('dana', AbortSignal.abort()), left!.work)).rejects.toMatchObject({
    name: 'AbortError',
  });
  running!.finish();
  next!.finish();
  await Promise.all([first, third]);

  expect(log).toEqual(['running', 'next']);
});

it('goes on after work that failed', async () => {
  const lanes = new Lanes(1);
  await expect(lanes.run(context('dana'), () => Promise.reject(new Error('no')))).rejects.toThrow('no');

  expect(await lanes.run(context('dana'), async () => 'yes')).toBe('yes');
});
