import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { defaultSettings } from '../../simulators/sdp/settings.js';
import { SdpWorld } from './sdp-world.js';

const MARIA = { email_id: 'maria.garcia@example.com' };
const LOST = { kind: 'reset', after: true } as const;
const isCreate = ({ method, path }: { method: string; path: string }) =>
  method === 'POST' && path.endsWith('/requests');

let world: SdpWorld;
beforeAll(async () => {
  world = await SdpWorld.start();
});
beforeEach(async () => {
  await world.renew();
  Object.assign(world.sdp.settings, defaultSettings());
  world.clock.advance(60_000);
});
afterAll(() => world.close());

const newRequest = (subject = 'Printer on fire') => world.api().requests.create({ subject, requester: MARIA });

/** Requests in the portal with this subject. */
const stored = (subject: string) => world.sdp.store.liveRequests().filter((row) => row.subject === subject);

describe('creating a request', () => {
  it('gives back what SDP made of it', async () => {
    const { lookups, requests } = world.api();
    const request = await requests.create({
      subject: 'No sound',
      description: '<div>since Monday</div>',
      requester: MARIA,
      urgency: await lookups.urgency('high'),
      category: await lookups.category('hardware'),
      technician: await lookups.technician('tom.becker@example.com'),
      dueBy: new Date('2026-12-01T12:00:00Z'),
    });

    expect(request).toMatchObject({
      subject: 'No sound',
      description: '<div>since Monday</div>',
      requester: { email_id: 'maria.garcia@example.com' },
      urgency: { name: 'High' },
      category: { name: 'Hardware' },
      technician: { name: 'Tom Becker' },
      due_by_time: new Date('2026-12-01T12:00:00Z'),
      status: { name: 'Open', in_progress: true },
    });
  });

  it('names the fields that the portal wants besides', async () => {
    world.sdp.settings.mandatoryFields = ['urgency', 'impact'];

    await expect(newRequest()).rejects.toMatchObject({ code: 'SDP_MANDATORY_MISSING', fields: ['urgency', 'impact'] });
  });

  it.each([
    ['under HTTP 200', { failuresAsHttp200: true }],
    ['with its own code on top', { topCode: 'specific' as const }],
  ])('understands a refusal %s', async (_how, settings) => {
    Object.assign(world.sdp.settings, { mandatoryFields: ['urgency'] }, settings);

    await expect(newRequest()).rejects.toMatchObject({ code: 'SDP_MANDATORY_MISSING', fields: ['urgency'] });
  });

  it('accepts status 201', async () => {
    world.sdp.settings.createStatus = 201;

    expect((await newRequest()).subject).toBe('Printer on fire');
  });

  it('finds the request whose answer was lost, and makes no second one', async () => {
    world.spoil(LOST, 1, isCreate);

    const request = await newRequest('Lost answer');

    expect(stored('Lost answer').map(({ id }) => id)).toEqual([request.id]);
    expect(world.operations()).toEqual(['requests.create', 'requests.list']);
  });

  it('says that the outcome is unknown when the lost request is not to be found', async () => {
    world.spoil({ kind: 'reset' }, 1, isCreate);

    await expect(newRequest('Never arrived')).rejects.toMatchObject({ code: 'SDP_OUTCOME_UNKNOWN' });
    expect(stored('Never arrived')).toEqual([]);
  });

  it('does not take an older request, or that of another requester, for the lost one', async () => {
    await newRequest('Recurring');
    world.clock.advance(6_000);
    await world.api().requests.create({ subject: 'Recurring', requester: { email_id: 'ben.carter@example.com' } });
    world.spoil({ kind: 'reset' }, 1, isCreate);

    await expect(newRequest('Recurring')).rejects.toMatchObject({ code: 'SDP_OUTCOME_UNKNOWN' });
  });

  it('does not guess between two that could be the lost one', async () => {
    await newRequest('Twice');
    // Another replica made the first: this process does not know it.
    await world.renew();
    world.spoil(LOST, 1, isCreate);

    await expect(newRequest('Twice')).rejects.toMatchObject({ code: 'SDP_OUTCOME_UNKNOWN' });
    expect(stored('Twice')).toHaveLength(2);
  });

  it('tells the lost one from an equal one that it made a moment ago', async () => {
    const first = await newRequest('Deliberately twice');
    world.spoil(LOST, 1, isCreate);

    const second = await newRequest('Deliberately twice');

    expect(second.id).not.toBe(first.id);
    expect(stored('Deliberately twice').map(({ id }) => id)).toEqual(expect.arrayContaining([first.id, second.id]));
  });
});

describe('changing a request', () => {
  it('empties what is set to null and leaves the rest', async () => {
    const { id } = await newRequest();
    const { requests, lookups } = world.api();
    await requests.update(id, { technician: await lookups.technician('Tom Becker'), group: { name: 'Hardware' } });

    expect(await requests.update(id, { technician: null })).toMatchObject({
      technician: null,
      group: { name: 'Hardware' },
    });
  });

  it('names the priority matrix where the portal computes the priority', async () => {
    const { id } = await newRequest();
    world.sdp.settings.priorityMatrix = true;

    const error: unknown = await world
      .api()
      .requests.update(id, { priority: { name: 'High' } })
      .catch((e: unknown) => e);

    expect(error).toMatchObject({ code: 'SDP_FIELD_REFUSED', field: 'priority' });
    expect(error).toHaveProperty('resolution', expect.stringContaining('urgency and impact'));
  });

  it('says that the request is closed, which SDP does not', async () => {
    const { id } = await newRequest();
    await world.api().requests.close(id);

    const update = world.api().requests.update(id, { urgency: { name: 'High' } });

    await expect(update).rejects.toMatchObject({ code: 'SDP_REQUEST_CLOSED', fields: ['urgency'] });
  });

  it('does not repeat a change whose answer was lost, and sees that it was done', async () => {
    const { id } = await newRequest();
    const calls = world.spoil(LOST, Infinity, ({ method }) => method === 'PUT');

    expect(await world.api().requests.update(id, { subject: 'New' })).toMatchObject({ subject: 'New' });
    expect(calls).toHaveLength(1);
  });

  it('notices that the status did not change although SDP answered with success', async () => {
    const { id } = await newRequest();
    Object.assign(world.sdp.settings.closing, { resolution: 'silent' });

    const update = world.api().requests.update(id, { status: { name: 'Closed' } });

    await expect(update).rejects.toMatchObject({ code: 'SDP_NOT_CLOSED' });
  });
});

describe.each(['both', 'underscore', 'plain'] as const)('in a portal with %s spelling of operations', (spelling) => {
  beforeEach(() => {
    world.sdp.settings.convenienceSpelling = spelling;
  });

  it('assigns, picks up and closes', async () => {
    const { id } = await newRequest();
    const { requests } = world.api();

    expect(
      await requests.assign(id, { group: { name: 'Network' }, technician: { email_id: 'marcus.webb@example.com' } }),
    ).toMatchObject({
      group: { name: 'Network' },
      technician: { name: 'Marcus Webb' },
    });
    expect(await requests.pickup(id)).toMatchObject({ technician: { name: 'Dana Reyes' } });
    expect(await requests.close(id, { closureCode: { name: 'Success' }, comments: 'done' })).toMatchObject({
      status: { name: 'Closed', in_progress: false },
    });
  });

  it('tries the other spelling once and remembers which it was', async () => {
    const [first, second] = [await newRequest(), await newRequest()];
    await world.api().requests.pickup(first.id);
    world.sdp.journal.length = 0;

    await world.api().requests.pickup(second.id);

    expect(world.sdp.journal.map(({ status }) => status)).toEqual([200]);
  });
});

it('says that a request to pick up does not exist, in whatever spelling', async () => {
  await expect(world.api().requests.pickup('123640000000999999')).rejects.toMatchObject({ code: 'SDP_NOT_FOUND' });
});

it.each([4007, 4001] as const)('says that a request does not exist when SDP answers %d', async (code) => {
  world.sdp.settings.unknownId = code;

  await expect(world.api().requests.get('123640000000999999')).rejects.toMatchObject({
    code: 'SDP_NOT_FOUND',
    message: 'ServiceDesk Plus has no request with the id 123640000000999999, or you may not see it.',
  });
});

describe('closing a request', () => {
  it('passes on what the portal wants to see first', async () => {
    const { id } = await newRequest();
    Object.assign(world.sdp.settings.closing, { technician: true, resolution: 'refused' });

    await expect(world.api().requests.close(id)).rejects.toMatchObject({
      code: 'SDP_MANDATORY_MISSING',
      fields: ['technician', 'resolution'],
    });
  });

  it('notices that SDP answered with success and left it open', async () => {
    const { id } = await newRequest();
    Object.assign(world.sdp.settings.closing, { resolution: 'silent' });

    await expect(world.api().requests.close(id)).rejects.toMatchObject({ code: 'SDP_NOT_CLOSED' });

    await world.api().requests.setResolution(id, '<div>Replaced</div>');
    expect((await world.api().requests.close(id)).status?.in_progress).toBe(false);
  });
});

it('writes a resolution and reads it back', async () => {
  const { id } = await newRequest();
  const { requests } = world.api();
  expect(await requests.resolution(id)).toEqual({ content: null });

  await requests.setResolution(id, '<div>Replaced the fuser</div>');

  expect(await requests.resolution(id)).toEqual({ content: '<div>Replaced the fuser</div>' });
});
