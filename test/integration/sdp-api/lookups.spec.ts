import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Criterion } from '../../../src/sdp-api/criteria.js';
import { STATUS_WORDS } from '../../../src/sdp-api/lookups/lookups.js';
import { defaultSettings } from '../../simulators/sdp/settings.js';
import { ALL_SCOPES, SdpWorld } from './sdp-world.js';

let world: SdpWorld;
beforeAll(async () => {
  world = await SdpWorld.start();
});
beforeEach(async () => {
  await world.renew();
  Object.assign(world.sdp.settings, defaultSettings());
});
afterAll(() => world.close());

const is = (field: string, value: string): Criterion => ({ field, condition: 'is', values: [value] });
const lookups = () => world.api().lookups;
const withoutSetup = ALL_SCOPES.filter((scope) => !scope.includes('setup'));

describe('a value of a configured list', () => {
  it.each(['High', 'high', ' HIGH ', '123640000000006805'])('is found by "%s"', async (text) => {
    expect(await lookups().priority(text)).toEqual({ id: '123640000000006805', name: 'High' });
  });

  it('is found without the numbering that portals put before names', async () => {
    const high = world.sdp.store.lookup('priorities', 'High');
    high.name = '3 - High';
    try {
      expect(await lookups().priority('high')).toEqual({ id: '123640000000006805', name: '3 - High' });
    } finally {
      high.name = 'High';
    }
  });

  it('is answered with the closest and all names when it is unknown', async () => {
    await expect(lookups().priority('hihg')).rejects.toMatchObject({
      code: 'UNKNOWN_NAME',
      field: 'priority',
      closest: ['High'],
      allowed: ['Low', 'Normal', 'Medium', 'High'],
      message: 'There is no priority named "hihg".',
      resolution: 'Did you mean "High"? Allowed: Low, Normal, Medium, High.',
    });
  });

  it('belongs to what it stands under', async () => {
    const hardware = await lookups().category('Hardware');
    const laptop = await lookups().subcategory('laptop', hardware);

    expect(laptop.name).toBe('Laptop');
    await expect(lookups().subcategory('Office Suite', hardware)).rejects.toMatchObject({ field: 'subcategory' });
    await expect(lookups().item('Excel', hardware, laptop)).rejects.toMatchObject({ field: 'item' });
  });

  it('is not one that was taken out of the set-up', async () => {
    const security = world.sdp.store.lookup('groups', 'Security');
    security.deleted = true;
    try {
      await expect(lookups().group('Security')).rejects.toMatchObject({ code: 'UNKNOWN_NAME' });
    } finally {
      security.deleted = false;
    }
  });

  it('goes to SDP as it was given when the person may not read the lists', async () => {
    world.scopes = withoutSetup;

    expect(await lookups().closureCode('Success')).toEqual({ name: 'Success' });
    expect(await lookups().category('No such thing')).toEqual({ name: 'No such thing' });
  });
});

describe('a list that SDP does not give', () => {
  it.each([
    ['for lack of the scope', () => (world.scopes = withoutSetup)],
    ['for lack of the right', () => (world.sdp.settings.operations = { 'statuses.list': 'forbidden' })],
    ['because the portal has no such path', () => (world.sdp.settings.operations = { 'statuses.list': 'missing' })],
  ])('%s, is put together from recent requests, and says so', async (_why, arrange) => {
    arrange();

    const { rows, source } = await world.api().metadata.read('statuses');

    expect(source).toBe('seen');
    expect(rows.map(({ name }) => name)).toContain('Open');
    expect(rows.find(({ name }) => name === 'Open')).toMatchObject({ in_progress: true, internal_name: 'Open' });
  });

  it('leaves out what was taken out of the set-up since', async () => {
    world.scopes = withoutSetup;
    const names = async () => (await world.api().metadata.list('groups')).map(({ name }) => name);
    expect(await names()).toContain('Security');

    const security = world.sdp.store.lookup('groups', 'Security');
    security.deleted = true;
    world.clock.advance(10 * 60_000);
    try {
      expect(await names()).not.toContain('Security');
    } finally {
      security.deleted = false;
    }
  });

  it('is asked for again as soon as the connection has the scope', async () => {
    world.scopes = withoutSetup;
    await world.api().metadata.read('statuses');
    world.scopes = ALL_SCOPES;

    expect((await world.api().metadata.read('statuses')).source).toBe('list');
  });
});

describe('what a portal has configured', () => {
  it('is asked for once in ten minutes, by however many at a time', async () => {
    await Promise.all([1, 2, 3].map(() => lookups().status('Open')));
    await lookups().status('Closed');
    expect(world.operations()).toEqual(['statuses.list']);

    world.clock.advance(10 * 60_000);
    await lookups().status('Open');
    expect(world.operations()).toHaveLength(2);
  });

  it('is not shared between people', async () => {
    world.users.set('priya', 'priya.sharma@example.com');
    await lookups().status('Open');
    await world.api({ connectionId: 'priya' }).lookups.status('Open');

    expect(world.sdp.journal.map(({ user }) => user)).toEqual(['dana.reyes@example.com', 'priya.sharma@example.com']);
  });

  it('is not taken for unknown because SDP was down once', async () => {
    world.spoil({ kind: 'status', status: 503 }, 3);
    await expect(lookups().status('Open')).rejects.toMatchObject({ code: 'SDP_UNAVAILABLE' });

    expect((await lookups().status('Open')).name).toBe('Open');
  });

  it('is still there for one who waits with somebody who leaves', async () => {
    const leave = new AbortController();
    const calls = world.spoil({ kind: 'slow', ms: 100 }, 1);
    const gone = world.api({}, leave).lookups.status('Open');
    const waiting = lookups().status('Open');
    while (calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    leave.abort();

    await expect(gone).rejects.toMatchObject({ code: 'SDP_CALL_CANCELLED' });
    expect((await waiting).name).toBe('Open');
  });

  it('is read to its end', async () => {
    const { groups } = world.sdp.store.lookups;
    const many = Array.from({ length: 230 }, (_, index) => ({
      id: String(9_000_000_000_000_000 + index),
      name: `Group ${index}`,
    }));
    const before = groups.length;
    groups.push(...many);
    try {
      const rows = await world.api().metadata.list('groups');
      expect(rows.filter(({ name }) => name.startsWith('Group '))).toHaveLength(230);
    } finally {
      groups.length = before;
    }
  });
});

describe('a status word', () => {
  const names = async (word: (typeof STATUS_WORDS)[number]) =>
    (await lookups().statusesMeaning(word)).map(({ name }) => name).sort();

  it('covers every status that means it', async () => {
    expect(await names('open')).toEqual(['In Progress', 'On Hold', 'Open', 'Waiting on Requester']);
    expect(await names('closed')).toEqual(['Cancelled', 'Closed', 'Resolved']);
    expect(await names('on_hold')).toEqual(['On Hold', 'Waiting on Requester']);
    expect(await names('resolved')).toEqual(['Resolved']);
    expect(await names('cancelled')).toEqual(['Cancelled']);
  });

  it('means the same in a portal that renamed its statuses, even to each other', async () => {
    const { store } = world.sdp;
    const [open, closed] = [store.status('Open'), store.status('Closed')];
    Object.assign(open, { name: 'Closed' });
    Object.assign(closed, { name: 'Erledigt' });
    try {
      expect(await names('closed')).toEqual(['Cancelled', 'Erledigt', 'Resolved']);
    } finally {
      Object.assign(open, { name: 'Open' });
      Object.assign(closed, { name: 'Closed' });
    }
  });

  it('covers statuses that no recent request has, although the list is not known', async () => {
    const { store } = world.sdp;
    const abandoned = {
      ...store.status('Closed'),
      id: '123640000000099999',
      name: 'Abandoned',
      internal_name: 'Abandoned',
    };
    const old = store.liveRequests()[250]!;
    const before = old.status;
    old.status = abandoned;
    world.scopes = withoutSetup;
    try {
      const where = { all: [await lookups().statusCriterion('closed'), is('display_id', old.display_id)] };
      expect((await world.api().requests.list({ where })).rows).toHaveLength(1);
    } finally {
      old.status = before;
    }
  });

  it.each(STATUS_WORDS)('"%s" finds the same requests with and without the list of statuses', async (word) => {
    const idsFound = async () => {
      const where = await lookups().statusCriterion(word);
      const { totalCount } = await world.api().requests.list({ where, rowCount: 100, totalCount: true });
      return totalCount;
    };
    const withList = await idsFound();
    world.scopes = withoutSetup;

    expect(await idsFound()).toBe(withList);
    expect(withList).toBeGreaterThan(0);
  });
});
