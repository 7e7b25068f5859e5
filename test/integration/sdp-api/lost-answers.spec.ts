import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SdpApi } from '../../../src/sdp-api/sdp-api.js';
import { defaultSettings } from '../../simulators/sdp/settings.js';
import type { RequestRow } from '../../simulators/sdp/store/rows.js';
import { SdpWorld } from './sdp-world.js';

const TECHNICIAN = { email_id: 'tom.becker@example.com' };
const MAIL = { to: ['maria.garcia@example.com'], subject: 'Re: x', html: '<div>all the <b>best</b></div>' };
const NOTE = { html: '<div>one<br>two &amp; three</div>', showToRequester: false };

let world: SdpWorld;
let request: RequestRow;
beforeAll(async () => {
  world = await SdpWorld.start();
  world.users.set('priya', 'priya.sharma@example.com');
});
beforeEach(async () => {
  world.clock.advance(60_000);
  await world.renew();
  Object.assign(world.sdp.settings, defaultSettings());
  const { id } = await world.api().requests.create({ subject: 'Screen dark', requester: { name: 'Maria Garcia' } });
  request = world.sdp.store.requests.get(id)!;
});
afterAll(() => world.close());

interface Write {
  readonly what: string;
  readonly act: (api: SdpApi) => Promise<unknown>;
  /** How often the portal holds its effect. */
  readonly effects: () => number;
  /** What a person is told to look at. */
  readonly check: RegExp;
}

const notes = () => world.sdp.store.notes.of(request.id).length;
const yes = (is: boolean) => (is ? 1 : 0);

const WRITES: readonly Write[] = [
  {
    what: 'a creation',
    act: (api) => api.requests.create({ subject: 'Lost', requester: { email_id: 'maria.garcia@example.com' } }),
    effects: () =>
      world.sdp.store
        .liveRequests()
        .filter(({ subject, created_time: at }) => subject === 'Lost' && at >= world.clock.nowMs() - 50_000).length,
    check: /search for a request with this subject/,
  },
  { what: 'a note', act: (api) => api.notes.add(request.id, NOTE), effects: notes, check: /get_request_conversation/ },
  {
    what: 'a reply',
    act: (api) => api.replies.send(request.id, MAIL),
    effects: () => world.sdp.store.sentMails.filter(({ requestId }) => requestId === request.id).length,
    check: /get_request_conversation/,
  },
  {
    what: 'an update',
    act: (api) => api.requests.update(request.id, { subject: 'Screen bright', urgency: { name: 'High' } }),
    effects: () => yes(request.subject === 'Screen bright'),
    check: /compare the fields/,
  },
  {
    what: 'an assignment',
    act: (api) => api.requests.assign(request.id, { technician: TECHNICIAN, group: { name: 'Network' } }),
    effects: () => yes(request.technician?.name === 'Tom Becker'),
    check: /compare the fields/,
  },
  {
    what: 'a pick-up',
    act: (api) => api.requests.pickup(request.id),
    effects: () => yes(request.technician?.name === 'Dana Reyes'),
    check: /compare the fields/,
  },
  {
    what: 'a closing',
    act: (api) => api.requests.close(request.id),
    effects: () => yes(request.status.name === 'Closed'),
    check: /look at its status/,
  },
  {
    what: 'a resolution',
    act: (api) => api.requests.setResolution(request.id, '<div>Turned it on</div>'),
    effects: () => yes(request.resolution?.content?.includes('Turned it on') === true),
    check: /look at its resolution/,
  },
];

const isWrite = ({ method }: { method: string }) => method !== 'GET';

describe.each(WRITES)('$what whose answer is lost', ({ act, effects, check }) => {
  it('is done when it is there, and is sent once', async () => {
    const sent = world.spoil({ kind: 'reset', after: true }, Infinity, isWrite);
    await act(world.api());

    expect([sent.length, effects()]).toEqual([1, 1]);
  });

  it('is unknown when it is not there, says where to look, and is sent once', async () => {
    const sent = world.spoil({ kind: 'reset' }, Infinity, isWrite);

    await expect(act(world.api())).rejects.toMatchObject({
      code: 'SDP_OUTCOME_UNKNOWN',
      message: expect.stringContaining('not found so far'),
      resolution: expect.stringMatching(check),
    });
    expect([sent.length, effects()]).toEqual([1, 0]);
  });

  it('is unknown when it is there and nobody can look', async () => {
    const api = world.api();
    let lost = false;
    const sent = world.spoil({ kind: 'reset', after: true }, 1, (seen) => isWrite(seen) && (lost = true));
    world.sdp.faults.untilCleared({ kind: 'status', status: 503 }, () => lost);

    await expect(act(api)).rejects.toMatchObject({
      code: 'SDP_OUTCOME_UNKNOWN',
      message: expect.stringContaining('could not be looked for'),
    });
    expect([sent.length, effects()]).toEqual([1, 1]);
  });

  it('is looked for although the caller has left', async () => {
    const caller = new AbortController();
    world.spoil({ kind: 'reset', after: true }, 1, (seen) => {
      if (isWrite(seen)) caller.abort();
      return isWrite(seen);
    });
    await act(world.api({}, { signal: caller.signal }));

    expect(effects()).toBe(1);
  });
});

describe('a note whose answer is lost', () => {
  const lose = (kind: 'before' | 'after') =>
    world.spoil({ kind: 'reset', after: kind === 'after' }, 1, ({ method }) => method === 'POST');

  it('is not found in an equal one of somebody else, of other readers, or of before', async () => {
    await world.api({ connectionId: 'priya' }).notes.add(request.id, NOTE);
    await world.api().notes.add(request.id, { ...NOTE, showToRequester: true });
    await world.renew();
    lose('before');

    await expect(world.api().notes.add(request.id, NOTE)).rejects.toMatchObject({ code: 'SDP_OUTCOME_UNKNOWN' });

    await world.api().notes.add(request.id, NOTE);
    await world.renew();
    world.clock.advance(6_000);
    lose('before');
    await expect(world.api().notes.add(request.id, NOTE)).rejects.toMatchObject({ code: 'SDP_OUTCOME_UNKNOWN' });
  });

  it('is told from an equal one that was answered a moment ago', async () => {
    await world.api().notes.add(request.id, NOTE);
    lose('before');
    await expect(world.api().notes.add(request.id, NOTE)).rejects.toMatchObject({ code: 'SDP_OUTCOME_UNKNOWN' });

    lose('after');
    await world.api().notes.add(request.id, NOTE);
    expect(notes()).toBe(2);
  });

  it('is found behind more than a page of others', async () => {
    for (let count = 0; count < 101; count += 1) {
      await world.api().notes.add(request.id, { html: `note ${count}`, showToRequester: false });
    }
    lose('after');
    await world.api().notes.add(request.id, NOTE);

    expect(notes()).toBe(102);
  });
});

describe('a reply whose answer is lost', () => {
  it('is not found in another mail of the same minute', async () => {
    await world.api().replies.send(request.id, { ...MAIL, html: 'something else' });
    world.spoil({ kind: 'reset' }, 1, isWrite);

    await expect(world.api().replies.send(request.id, MAIL)).rejects.toMatchObject({ code: 'SDP_OUTCOME_UNKNOWN' });
  });
});
