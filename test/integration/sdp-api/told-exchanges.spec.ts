import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SdpWorld } from './sdp-world.js';

const REQUEST = '123640000000303037';

let world: SdpWorld;
beforeAll(async () => {
  world = await SdpWorld.start({ circuit: { volumeThreshold: 4, errorThresholdPercentage: 50 } });
});
beforeEach(() => world.renew());
afterAll(() => world.close());

const outcomes = () => world.events.map((event) => event.type === 'sdp_answered' && event.outcome);

describe('an exchange with ServiceDesk Plus', () => {
  it('is told once, with its data center, method and time', async () => {
    await world.api().requests.get(REQUEST);

    expect(world.events).toEqual([
      { type: 'sdp_answered', dataCenter: 'us', method: 'GET', outcome: 'ok', durationMs: expect.any(Number) },
    ]);
  });

  it('is told with the code of its error, each repeat by itself', async () => {
    world.spoil({ kind: 'status', status: 503 }, 1);
    await world.api().requests.get(REQUEST);
    await expect(world.api().requests.get('123640000000999999')).rejects.toMatchObject({ code: 'SDP_NOT_FOUND' });

    expect(outcomes()).toEqual(['SDP_UNAVAILABLE', 'ok', 'SDP_NOT_FOUND']);
  });

  it('is not told when an open circuit kept it from happening', async () => {
    world.spoil({ kind: 'reset' });
    const get = () => world.api().requests.get(REQUEST);
    while (world.breakers.list()[0]?.state !== 'open') await expect(get()).rejects.toThrow();
    const before = outcomes();
    await expect(get()).rejects.toMatchObject({ code: 'CIRCUIT_OPEN' });

    expect(before).toContain('SDP_UNAVAILABLE');
    expect(outcomes()).toEqual(before);
  });
});
