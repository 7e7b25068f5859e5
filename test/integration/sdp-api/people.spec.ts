import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { defaultSettings } from '../../simulators/sdp/settings.js';
import { SdpWorld } from './sdp-world.js';

let world: SdpWorld;
beforeAll(async () => {
  world = await SdpWorld.start();
});
beforeEach(async () => {
  await world.renew();
  Object.assign(world.sdp.settings, defaultSettings());
});
afterAll(() => world.close());

const lookups = () => world.api().lookups;

describe('a technician', () => {
  it.each([
    ['the mail address', 'Dana.Reyes@Example.com'],
    ['the name', 'dana reyes'],
    ['the name the other way round', 'Reyes, Dana'],
    ['a part of the name that nobody else has', 'Reyes'],
    ['the name with other accents', 'dana  réyes'],
    ['"me"', 'ME'],
  ])('is found by %s', async (_how, text) => {
    expect((await lookups().technician(text)).email_id).toBe('dana.reyes@example.com');
  });

  it('is found by id', async () => {
    const { id } = await lookups().technician('Grace Liu');

    expect((await lookups().technician(id)).name).toBe('Grace Liu');
    await expect(lookups().technician('123640000000999999')).rejects.toMatchObject({ code: 'UNKNOWN_NAME' });
  });

  it('is asked about when several have the name', async () => {
    await expect(lookups().technician('Priya')).rejects.toMatchObject({
      code: 'AMBIGUOUS_NAME',
      candidates: [
        'Priya Natarajan (priya.natarajan@example.com)',
        'Priya Sharma (priya.sharma@example.com)',
      ].toSorted(),
    });
  });

  it.each([
    ['Prya Sharma', 'Priya Sharma (priya.sharma@example.com)'],
    ['Markus', 'Marcus Webb (marcus.webb@example.com)'],
    ['dana.reys@example.com', 'Dana Reyes (dana.reyes@example.com)'],
    ['Dan', 'Dana Reyes (dana.reyes@example.com)'],
  ])('is not guessed from "%s", but proposed', async (text, closest) => {
    const error: unknown = await lookups()
      .technician(text)
      .catch((reason: unknown) => reason);

    expect(error).toMatchObject({ code: 'UNKNOWN_NAME', field: 'technician' });
    expect(error).toHaveProperty('closest.0', closest);
  });

  it('is not anybody when nothing fits', async () => {
    await expect(lookups().technician('Xaver Qwzk')).rejects.toMatchObject({ code: 'UNKNOWN_NAME', closest: [] });
  });

  it.each(['technicians', 'users'] as const)('is found where the scope %s opens the list', async (scope) => {
    world.sdp.settings.technicianScopes = scope;

    expect((await lookups().technician('Grace Liu')).name).toBe('Grace Liu');
  });
});

it('lists technicians page by page, in the order of their names', async () => {
  const { technicians } = world.api();
  const first = await technicians.list({ rowCount: 3, totalCount: true });
  const second = await technicians.list({ rowCount: 3, startIndex: 4 });
  const names = [...first.rows, ...second.rows].map(({ name }) => name ?? '');

  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
  expect(first).toMatchObject({ hasMore: true, totalCount: 9 });
  expect((await technicians.list({ search: 'sharma' })).rows.map(({ name }) => name)).toEqual(['Priya Sharma']);
});

describe('a requester', () => {
  it('is found by mail address and by name', async () => {
    expect(await lookups().requester('maria.garcia2@example.com')).toMatchObject({ name: 'Maria Garcia' });
    expect(await lookups().requester('zoe muller')).toMatchObject({ name: 'Zoë Müller' });
  });

  it('is asked about when two have the same name', async () => {
    await expect(lookups().requester('Maria Garcia')).rejects.toMatchObject({ code: 'AMBIGUOUS_NAME' });
  });

  it('goes to SDP as given when the person may not read requesters', async () => {
    world.scopes = ['SDPOnDemand.requests.ALL'];

    expect(await lookups().requester('maria.garcia@example.com')).toEqual({ email_id: 'maria.garcia@example.com' });
    expect(await lookups().requester('Maria Garcia')).toEqual({ name: 'Maria Garcia' });
  });
});

describe('"me"', () => {
  it('is the technician of an own open request, asked for once in ten minutes', async () => {
    expect((await world.api().me()).name).toBe('Dana Reyes');
    const calls = world.sdp.journal.length;
    await world.api().me();

    expect(world.sdp.journal).toHaveLength(calls);
  });

  it('is somebody else for somebody else', async () => {
    world.users.set('marcus', 'marcus.webb@example.com');
    await world.api().me();

    expect((await world.api({ connectionId: 'marcus' }).me()).name).toBe('Marcus Webb');
  });

  it.each(['envelope', 'html_401'] as const)(
    'costs no token where unknown paths are answered with %s',
    async (answer) => {
      world.sdp.settings.unknownRoute = answer;

      expect((await world.api().me()).name).toBe('Dana Reyes');
      expect(world.tokens.renewals).toEqual([]);
    },
  );

  it('is unknown to a technician without open requests, who is asked for a name instead', async () => {
    world.users.set('new', 'new.colleague@example.com');
    world.sdp.addTechnician('new.colleague@example.com');

    await expect(world.api({ connectionId: 'new' }).me()).rejects.toMatchObject({ code: 'ME_UNKNOWN' });
    await expect(world.api({ connectionId: 'new' }).lookups.technician('me')).rejects.toMatchObject({
      code: 'ME_UNKNOWN',
    });
  });

  it('is not said to be unknown when SDP is down', async () => {
    world.spoil({ kind: 'status', status: 503 });

    await expect(world.api().me()).rejects.toMatchObject({ code: 'SDP_UNAVAILABLE' });
  });
});
