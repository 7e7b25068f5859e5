import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, it } from '@jest/globals';
import { SdpWorld } from './sdp-world.js';

const REQUEST = '123640000000303037';
const DOWN = { kind: 'status', status: 503 } as const;

let world: SdpWorld;
afterEach(() => world.close());

it('waits longer before each retry, with the whole range as jitter', async () => {
  world = await SdpWorld.start();
  world.spoil(DOWN);

  await world
    .api()
    .requests.get(REQUEST)
    .catch(() => undefined);

  expect(world.pauses).toEqual([200, 400]);
});

it('waits as long as SDP asks before a retry, when the call has the time', async () => {
  world = await SdpWorld.start();
  world.spoil({ ...DOWN, headers: { 'retry-after': '10' } }, 1);

  expect((await world.api().requests.get(REQUEST)).id).toBe(REQUEST);
  expect(world.pauses).toEqual([10_000]);
});

it('does not start a wait that would outlast the call', async () => {
  world = await SdpWorld.start();
  world.spoil({ ...DOWN, headers: { 'retry-after': '44' } });

  await expect(world.api().requests.get(REQUEST)).rejects.toMatchObject({ code: 'SDP_UNAVAILABLE' });
  expect(world.pauses).toEqual([44_000]);
});

it('sends nothing more when the time of the call is used up', async () => {
  world = await SdpWorld.start();
  const api = world.api();
  world.clock.advance(45_000);

  await expect(api.requests.get(REQUEST)).rejects.toThrow('The time for this call is used up.');
  expect(world.sdp.journal).toEqual([]);
});

it('does not blame SDP for a time-out that the call itself left no time for', async () => {
  world = await SdpWorld.start();
  const api = world.api();
  world.clock.advance(44_800);
  world.spoil({ kind: 'hang' });

  await expect(api.requests.get(REQUEST)).rejects.toMatchObject({ code: 'SDP_UNAVAILABLE' });
  expect(world.breakers.list()[0]?.window.failures).toBe(0);
});

it('adds few calls to a sick SDP, however many people ask', async () => {
  world = await SdpWorld.start({ circuit: { volumeThreshold: 1_000 } });
  const calls = world.spoil(DOWN);

  for (let call = 0; call < 100; call += 1)
    await world
      .api()
      .requests.get(REQUEST)
      .catch(() => undefined);

  // Ten saved up, one for ten calls, and one for each second that the waits took.
  const seconds = world.pauses.reduce((sum, ms) => sum + ms, 0) / 1000;
  expect(calls.length).toBeLessThanOrEqual(100 + 10 + 10 + seconds + 1);
  expect(calls.length).toBeGreaterThan(100 + 10 + seconds + 5);
});

it('answers at once while the circuit is open, without asking SDP', async () => {
  world = await SdpWorld.start();
  const calls = world.spoil(DOWN);
  for (let call = 0; call < 30; call += 1)
    await world
      .api()
      .requests.get(REQUEST)
      .catch(() => undefined);
  const before = calls.length;
  expect(before).toBeLessThanOrEqual(20);

  const started = performance.now();
  await expect(world.api().requests.get(REQUEST)).rejects.toMatchObject({
    code: 'CIRCUIT_OPEN',
    retryAfterSeconds: 15,
  });

  expect(performance.now() - started).toBeLessThan(50);
  expect(calls).toHaveLength(before);
});

it('keeps the circuit closed while one person is refused over and over', async () => {
  world = await SdpWorld.start();
  for (let call = 0; call < 60; call += 1)
    await world
      .api()
      .requests.get('123640000000999999')
      .catch(() => undefined);

  expect(world.breakers.list()).toMatchObject([{ state: 'closed', window: { failures: 0 } }]);
});

it('runs eight calls of a person at a time and the others in their order', async () => {
  world = await SdpWorld.start();
  let running = 0;
  let most = 0;
  const arrived: string[] = [];
  world.sdp.faults.untilCleared({ kind: 'slow', ms: 40 }, ({ path }) => {
    running += 1;
    most = Math.max(most, running);
    arrived.push(path.slice(-3));
    setTimeout(() => (running -= 1), 35);
    return true;
  });
  const ids = Array.from({ length: 24 }, (_, index) => `1236400000003020${String(index + 10)}`);

  await Promise.allSettled(ids.map((id) => world.api().requests.get(id)));

  expect(most).toBeLessThanOrEqual(8);
  expect(arrived).toHaveLength(24);
  // The first eight may overtake each other on their way; nobody overtakes a whole wave.
  expect(new Set(arrived.slice(0, 8))).toEqual(new Set(ids.slice(0, 8).map((id) => id.slice(-3))));
});

it('does not let one person wait for another', async () => {
  world = await SdpWorld.start();
  world.users.set('priya', 'priya.sharma@example.com');
  const leave = new AbortController();
  world.spoil({ kind: 'hang' }, 8);
  const stuck = Array.from({ length: 8 }, () =>
    world
      .api({}, leave)
      .requests.get(REQUEST)
      .catch(() => undefined),
  );
  await wait(100);

  expect((await world.api({ connectionId: 'priya' }).requests.get(REQUEST)).id).toBe(REQUEST);

  leave.abort();
  await Promise.all(stuck);
});

it('stops a read at once when its caller leaves, and blames nobody', async () => {
  world = await SdpWorld.start();
  const leave = new AbortController();
  const calls = world.spoil({ kind: 'hang' });
  const read = world.api({}, leave).requests.get(REQUEST);
  while (calls.length === 0) await wait(5);
  const started = performance.now();
  leave.abort();

  await expect(read).rejects.toMatchObject({ code: 'SDP_CALL_CANCELLED' });
  expect(performance.now() - started).toBeLessThan(100);
  expect([calls.length, world.breakers.list()[0]?.window.failures]).toEqual([1, 0]);
});

it('finishes a write that was sent, although its caller leaves', async () => {
  world = await SdpWorld.start();
  const leave = new AbortController();
  const calls = world.spoil({ kind: 'slow', ms: 100 }, 1);
  const write = world.api({}, leave).notes.add(REQUEST, { html: 'x', showToRequester: false });
  while (calls.length === 0) await wait(5);
  leave.abort();

  expect(await write).toMatchObject({ description: 'x' });
});

it('does not begin a write whose caller has left', async () => {
  world = await SdpWorld.start();
  const write = world
    .api({}, { signal: AbortSignal.abort() })
    .notes.add(REQUEST, { html: 'x', showToRequester: false });

  await expect(write).rejects.toMatchObject({ code: 'SDP_CALL_CANCELLED' });
  expect(world.sdp.journal).toEqual([]);
});
