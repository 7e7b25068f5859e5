import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PersonRow, RequestRow } from '../../simulators/sdp/store/rows.js';
import { defaultSettings } from '../../simulators/sdp/settings.js';
import { ALL_SCOPES } from '../sdp-api/sdp-world.js';
import { newRequests } from './new-requests.js';
import { ToolWorld } from './tool-world.js';

const DAY_MS = 86_400_000;

let w: ToolWorld;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(async () => {
  Object.assign(w.sdp.settings, defaultSettings());
  await w.world.renew();
  w.world.scopes = [...ALL_SCOPES, 'SDPOnDemand.solutions.READ'];
});
afterAll(() => w.close());

/** A closed request of some days ago. */
function solved(subject: string, resolution: string | null = null, values: Partial<RequestRow> = {}): RequestRow {
  const dana = w.sdp.store.personByMail('dana.reyes@example.com') as PersonRow;
  return newRequests(w, 1, {
    subject,
    status: w.sdp.store.status('Closed'),
    created_time: w.world.clock.nowMs() - 9 * DAY_MS,
    technician: dana,
    resolution: resolution === null ? null : { content: resolution, submitted_on: 1, submitted_by: dana },
    ...values,
  })[0]!;
}
const numbersOf = (data: Record<string, any>) => data['requests'].map(({ number }: any) => number);

describe('find_similar', () => {
  it('finds solved requests that share the words of a ticket, the most alike first, with how they were solved', async () => {
    const best = solved('Plotter prints magenta stripes', '<div>Cleaned the <b>print head</b> twice.</div>');
    const second = solved('Plotter offline');
    const other = solved('Badge reader offline at gate');
    const [asked] = newRequests(w, 1, { subject: 'RE: our plotters print magenta stripes again' });
    const { data, text } = await w.call('find_similar', { request_id: asked!.display_id });

    expect(numbersOf(data)).toEqual([best.display_id, second.display_id]);
    expect(data['requests'][0]).toMatchObject({
      status: 'Closed',
      technician: 'Dana Reyes',
      shared_words: ['plotter', 'print', 'magenta', 'stripe'],
      resolution: { untrusted_text: expect.stringMatching(/^Cleaned the .*print head.* twice/) },
      url: expect.stringContaining(best.id),
    });
    expect(numbersOf(data)).not.toContain(other.display_id);
    expect(text).toMatch(/\[resolution [0-9a-f]{16}: text from the ticket/);
    expect(text).toContain('No resolution is stored.');
  });

  it('finds the solutions that share the words, by title or keywords', async () => {
    const { data, text } = await w.call('find_similar', { text: 'My VPN shows 809 with ipsec from home' });

    expect(data['solutions'][0]).toMatchObject({ title: 'VPN error 809 at home', topic: 'Network and VPN' });
    expect(data['solutions'][0].shared_words).toEqual(expect.arrayContaining(['vpn', 'ipsec', 'home']));
    expect(text).toContain('**Solutions**');
  });

  it('takes words from the description where the subject says nothing', async () => {
    const there = solved('Turnstile in the lobby jams');
    const [asked] = newRequests(w, 1, {
      subject: 'Please help, urgent!',
      description: '<div>The turnstile near reception jams every morning.</div>',
    });
    const { data } = await w.call('find_similar', { request_id: asked!.id });

    expect(numbersOf(data)).toContain(there.display_id);
  });

  it('never lists the ticket itself, and compares open ones on demand', async () => {
    const [one, two] = newRequests(w, 2, { subject: 'Whiteboard seismograph purple' });
    const finished = await w.call('find_similar', { request_id: one!.id });
    const open = await w.call('find_similar', { request_id: one!.id, status: 'open' });

    expect(numbersOf(finished.data)).toEqual([]);
    expect(finished.text).toContain('No similar request was found.');
    expect(numbersOf(open.data)).toEqual([two!.display_id]);
  });

  it('compares the newest hundred of many, and says how many there are', async () => {
    newRequests(w, 130, (index) => ({
      subject: index === 129 ? 'Kiosk touchscreen frozen after update' : `Kiosk ${index} printer empty`,
      status: w.sdp.store.status('Closed'),
    }));
    const { data, text } = await w.call('find_similar', { text: 'kiosk touchscreen frozen', limit: 3 });

    expect(data['requests'][0].subject).toBe('Kiosk touchscreen frozen after update');
    expect(data['requests']).toHaveLength(1);
    expect(data['compared']).toEqual({ read: 100, matching: 130 });
    expect(text).toContain('Compared 100 requests of 130, the newest.');
  });

  it('leaves out what is older than asked', async () => {
    const old = solved('Espresso machine network card', null, { created_time: w.world.clock.nowMs() - 400 * DAY_MS });
    const usual = await w.call('find_similar', { text: 'espresso machine' });
    const longer = await w.call('find_similar', { text: 'espresso machine', created_after: 'last 2 years' });

    expect(numbersOf(usual.data)).toEqual([]);
    expect(numbersOf(longer.data)).toEqual([old.display_id]);
  });

  it('names the solutions as missing where the person may not read them, and shows the requests', async () => {
    solved('Laminator smells burnt');
    w.sdp.settings.operations['solutions'] = 'forbidden';
    const { data, text } = await w.call('find_similar', { text: 'laminator burnt smell' });

    expect(data['requests']).toHaveLength(1);
    expect(data['missing_parts']).toMatchObject([{ part: 'solutions', code: 'SDP_FORBIDDEN' }]);
    expect(text).toContain('Not available: solutions');
  });

  it.each([
    ['nothing', {}, /either request_id or text/],
    ['both', { request_id: '31230', text: 'vpn' }, /either request_id or text/],
    ['words that say nothing', { text: 'please help me with this' }, /what it is about/],
  ])('asks back for %s', async (_what, args, hint) => {
    const refusal = await w.refusal('find_similar', args);

    expect(refusal.code).toBe('INVALID_ARGUMENTS');
    expect(refusal.resolution).toMatch(hint);
  });
});
