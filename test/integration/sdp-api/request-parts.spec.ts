import { getMaxListeners } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { defaultSettings } from '../../simulators/sdp/settings.js';
import { SdpWorld } from './sdp-world.js';

let world: SdpWorld;
let id: string;
beforeAll(async () => {
  world = await SdpWorld.start();
});
beforeEach(async () => {
  await world.renew();
  Object.assign(world.sdp.settings, defaultSettings());
  ({ id } = await world.api().requests.create({
    subject: 'No sound',
    requester: { email_id: 'maria.garcia@example.com' },
  }));
});
afterAll(() => world.close());

describe('notes', () => {
  it.each(['notes', 'request_notes'] as const)('are found under %s', async (key) => {
    world.sdp.settings.notesListKey = key;
    const { notes } = world.api();
    const added = await notes.add(id, { html: 'Called her', showToRequester: false, notifyTechnician: true });

    const { rows } = await notes.list(id);

    expect(rows).toEqual([
      expect.objectContaining({ id: added.id, description: 'Called her', show_to_requester: false }),
    ]);
    expect(rows[0]?.created_by?.name).toBe('Dana Reyes');
  });

  it('are not repeated when the answer is lost, and are found', async () => {
    world.spoil({ kind: 'reset', after: true }, Infinity, ({ method }) => method === 'POST');

    const added = await world.api().notes.add(id, { html: 'once', showToRequester: true });

    world.sdp.faults.clear();
    expect((await world.api().notes.list(id)).rows).toMatchObject([{ id: added.id, description: 'once' }]);
  });
});

describe('the conversation', () => {
  beforeEach(async () => {
    const { notes, replies } = world.api();
    await replies.send(id, { to: ['maria.garcia@example.com'], subject: 'Re: No sound', html: '<p>Which room?</p>' });
    world.clock.advance(1_000);
    await notes.add(id, { html: 'Asked for the room', showToRequester: false });
  });

  it.each(['notifications', 'inline'] as const)(
    'has the texts of mails and notes when the portal has them %s',
    async (where) => {
      world.sdp.settings.conversationBodies = where;

      const { rows } = await world.api().conversations.list(id, { rowCount: 100 });

      expect(rows.find(({ type }) => type === 'REQREPLY')).toMatchObject({
        description: '<p>Which room?</p>',
        subject: 'Re: No sound',
        from: { name: 'Dana Reyes' },
        to: ['maria.garcia@example.com'],
      });
      expect(rows.find(({ type }) => type === 'NOTES')).toMatchObject({
        description: 'Asked for the room',
        from: { name: 'Dana Reyes' },
        show_to_requester: false,
      });
    },
  );

  it('can be a hundred mails long, with room for whatever listens to the end of the call', async () => {
    const { signal } = new AbortController();
    for (let mail = 0; mail < 99; mail += 1) {
      const row = {
        id: String(900_000_000_000_000 + mail),
        type: 'REQREPLY',
        subject: 'x',
        description: 'text',
        to: [],
        cc: [],
      };
      world.sdp.store.conversations.add(id, { ...row, sender: null, sent_time: 0, show_to_requester: true });
    }

    const { rows } = await world.api({}, { signal }).conversations.list(id, { rowCount: 100 });

    expect(rows.filter(({ description }) => description === 'text')).toHaveLength(99);
    // Node warns of a leak beyond this, and a hundred reads listen or wait at once.
    expect(getMaxListeners(signal)).toBeGreaterThan(200);
  });

  it('comes without the texts that the portal does not give', async () => {
    world.sdp.settings.operations = { 'requests.notifications.get': 'missing' };

    const { rows } = await world.api().conversations.list(id, { rowCount: 100 });

    expect(rows.find(({ type }) => type === 'REQREPLY')?.description).toBeNull();
    expect(rows.find(({ type }) => type === 'NOTES')?.description).toBe('Asked for the room');
  });
});

describe('replies', () => {
  it('start from what SDP proposes', async () => {
    expect(await world.api().replies.draft(id)).toMatchObject({
      to: ['maria.garcia@example.com'],
      subject: expect.stringMatching(/^Re: \[Request ID :##\d+##\] : No sound$/),
    });
  });

  it('are known not to be there when the portal has no such operation', async () => {
    world.sdp.settings.operations = { 'requests.reply.draft': 'missing' };

    expect(await world.api().replies.draft(id)).toBeUndefined();
  });

  it('are refused as such to a person who may not reply', async () => {
    world.sdp.settings.operations = { 'requests.reply.draft': 'forbidden' };

    await expect(world.api().replies.draft(id)).rejects.toMatchObject({ code: 'SDP_FORBIDDEN' });
  });

  it('are known not to be there when an unknown path is answered with a page', async () => {
    world.sdp.settings.operations = { 'requests.reply.draft': 'missing' };
    world.sdp.settings.unknownRoute = 'html_401';

    expect(await world.api().replies.draft(id)).toBeUndefined();
  });

  it('are sent once', async () => {
    const before = world.sdp.store.sentMails.length;
    await world.api().replies.send(id, {
      to: ['maria.garcia@example.com'],
      cc: ['ben.carter@example.com'],
      subject: 'Re: x',
      html: '<p>y</p>',
    });

    expect(world.sdp.store.sentMails.slice(before)).toMatchObject([
      { to: ['maria.garcia@example.com'], cc: ['ben.carter@example.com'], subject: 'Re: x', description: '<p>y</p>' },
    ]);
  });

  it('are never sent again when the answer is lost, and are found', async () => {
    const before = world.sdp.store.sentMails.length;
    world.spoil({ kind: 'html', after: true }, Infinity, ({ method }) => method === 'POST');

    await world.api().replies.send(id, { to: ['maria.garcia@example.com'], subject: 'Re: x', html: 'y' });

    expect(world.sdp.store.sentMails).toHaveLength(before + 1);
  });
});
