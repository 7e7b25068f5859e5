import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { defaultSettings } from '../../simulators/sdp/settings.js';
import { blankPerson } from '../../simulators/sdp/store/people.js';
import { ToolWorld } from './tool-world.js';

let w: ToolWorld;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(async () => {
  Object.assign(w.sdp.settings, defaultSettings());
  await w.world.renew();
});
afterAll(() => w.close());

let count = 0;
async function added(args: object = {}): Promise<Record<string, any>> {
  count += 1;
  const { data } = await w.call('create_requester', { name: `Ines Duarte`, email: `i${count}@example.com`, ...args });
  w.sdp.journal.length = 0;
  return data;
}
const stored = (id: string) => w.sdp.store.people.find((person) => person.id === id);

describe('requesters', () => {
  it('are found by a part of the name, and proposed when it is spelt wrong', async () => {
    const found = await w.call('find_requester', { search_term: 'carter' });
    const similar = await w.call('find_requester', { search_term: 'Ben Cartar' });
    const none = await w.call('find_requester', { search_term: 'zzzzzz' });

    expect(found.data['requesters'].map(({ name }: any) => name)).toEqual(['Ben Carter']);
    expect([similar.data['matches'], none.data['matches']]).toEqual(['similar', 'none']);
    expect(similar.text).toContain('Ben Carter');
  });

  it('are read with their open tickets and no other', async () => {
    const person = w.request((request) => request.status.in_progress).requester;
    const { data, text } = await w.call('get_requester', { requester: person.email_id });

    const open = w.sdp.store.liveRequests().filter((one) => one.requester === person && one.status.in_progress);
    expect(data['open_count']).toBe(open.length);
    expect(data['open_requests'].map(({ number }: any) => number)).toEqual(
      open.map((one) => one.display_id).slice(0, 25),
    );
    expect(text).toContain(`Open requests: ${open.length}`);
  });

  it('are read without their tickets where those may not be seen, and it is said', async () => {
    w.world.scopes = ['SDPOnDemand.users.READ'];
    const { data, text } = await w.call('get_requester', { requester: 'Ben Carter' });

    expect(data).toMatchObject({ name: 'Ben Carter', missing_parts: [{ part: 'open requests' }] });
    expect(text).toContain('SDPOnDemand.');
  });

  it('are listed to the end, over more than a thousand', async () => {
    const { people } = w.sdp.store;
    const before = people.length;
    for (let at = 0; at < 1_050; at += 1) people.push(blankPerson(w.sdp.store, `Zed ${at}`, `zed${at}@example.com`));
    const seen = new Set<string>();
    let start = 1;
    for (let page: any; page?.has_more !== false; start = page.next_start_index) {
      const { data } = await w.call('list_requesters', { limit: 100, start_index: start });
      page = data['page'];
      for (const { id } of data['requesters']) seen.add(id);
    }
    people.splice(before);

    expect(seen.size).toBe(people.filter(({ is_technician: t, deleted }) => !t && !deleted).length + 1_050);
  });

  it('are read through the list of users where a portal has none of requesters', async () => {
    w.sdp.settings.operations = { requesters: 'missing' };
    const listed = await w.call('list_requesters', { search_term: 'carter' });
    const read = await w.call('get_requester', { requester: 'Ben Carter' });

    expect(listed.data['requesters'][0].name).toBe('Ben Carter');
    expect(read.data['name']).toBe('Ben Carter');
    expect(w.world.operations()).toContain('users.get');
  });

  it('are added with names of department and site', async () => {
    const { id } = await added({ department: 'legal', site: 'dublin', vip: true, phone: '+353 1 555 0100' });

    expect(stored(id)).toMatchObject({
      name: 'Ines Duarte',
      department: { name: 'Legal' },
      site: { name: 'Dublin' },
      is_vip_user: true,
      phone: '+353 1 555 0100',
    });
  });

  it('are added once when the answer is lost', async () => {
    w.world.spoil({ kind: 'reset', after: true }, 1, ({ method }) => method === 'POST');
    const { data } = await w.call('create_requester', { name: 'Only One', email: 'only.one@example.com' });

    expect(w.sdp.store.people.filter(({ name }) => name === 'Only One').map(({ id }) => id)).toEqual([data['id']]);
  });

  it('of the same name are not taken for the one whose answer was lost', async () => {
    await added({ name: 'Twin Name', email: 'twin@example.com' });
    w.world.spoil({ kind: 'reset' }, Infinity, ({ method }) => method === 'POST');
    const refusal = await w.refusal('create_requester', { name: 'Twin Name' });

    expect(['SDP_UNAVAILABLE', 'SDP_OUTCOME_UNKNOWN']).toContain(refusal.code);
    expect(w.sdp.store.people.filter(({ name }) => name === 'Twin Name')).toHaveLength(1);
  });

  it('are changed in what is given, and emptied in what is named', async () => {
    const { id } = await added({ job_title: 'Clerk', phone: '1', department: 'Legal' });
    const { data } = await w.call('update_requester', {
      requester: id,
      department: 'finance',
      clear_fields: ['phone'],
    });

    expect(stored(id)).toMatchObject({ job_title: 'Clerk', phone: null, department: { name: 'Finance' } });
    expect(data).toMatchObject({ department: 'Finance', job_title: 'Clerk' });
  });

  it('are deleted only when the person has agreed to the preview', async () => {
    const { id } = await added();
    const refusal = await w.refusal('delete_requester', { requester: id });
    expect(refusal.code).toBe('CONFIRMATION_REQUIRED');
    expect(w.sdp.writes()).toEqual([]);

    await w.call('delete_requester', { requester: id, confirm: true });

    expect(stored(id)?.deleted).toBe(true);
  });

  it('are deleted once when the answer is lost', async () => {
    const { id } = await added();
    w.world.spoil({ kind: 'reset', after: true }, 1, ({ method }) => method === 'DELETE');
    await w.call('delete_requester', { requester: id, confirm: true });

    expect(stored(id)?.deleted).toBe(true);
    expect(w.sdp.writes()).toHaveLength(1);
  });

  it.each([
    ['list_requesters', {}, 'READ', 'SDPOnDemand.setup.READ'],
    ['get_requester', { requester: 'Ben Carter' }, 'READ', 'SDPOnDemand.setup.READ'],
    ['create_requester', { name: 'X Y' }, 'CREATE', 'SDPOnDemand.users.READ'],
    ['update_requester', { requester: 'Ben Carter', phone: '1' }, 'UPDATE', 'SDPOnDemand.users.READ'],
    ['delete_requester', { requester: 'Ben Carter', confirm: true }, 'DELETE', 'SDPOnDemand.users.READ'],
  ])('%s tells which scope is missing', async (tool, args, verb, granted) => {
    w.world.scopes = [granted];
    const refusal = await w.refusal(tool, args);

    expect(refusal.code).toBe('SDP_SCOPE_MISSING');
    expect(refusal.message).toContain(`SDPOnDemand.users.${verb}`);
  });

  it.each([
    ['create_requester', { name: 'X Y', department: 'Leagl' }, 'UNKNOWN_NAME', /"Legal"/],
    ['create_requester', { name: 'X Y', email: 'ben.carter@example.com' }, 'SDP_INVALID_INPUT', /email_id/],
    ['create_requester', { name: 'X Y', role: 'boss' }, 'INVALID_ARGUMENTS', /role/],
    ['update_requester', { requester: 'Ben Carter' }, 'INVALID_ARGUMENTS', /nothing to change/],
    ['update_requester', { requester: 'Ben Cartar', phone: '1' }, 'UNKNOWN_NAME', /Ben Carter/],
    [
      'update_requester',
      { requester: 'Ben Carter', phone: '1', clear_fields: ['phone'] },
      'INVALID_ARGUMENTS',
      /both given/,
    ],
    ['update_requester', { requester: 'Ben Carter', nmae: 'x' }, 'INVALID_ARGUMENTS', /name/],
    ['delete_requester', { requester: 'Ben Cartar', confirm: true }, 'UNKNOWN_NAME', /Ben Carter/],
  ])('%s refuses %j and writes nothing', async (tool, args, code, hint) => {
    const refusal = await w.refusal(tool, args);

    expect(refusal.code).toBe(code);
    expect(`${refusal.message} ${refusal.resolution}`).toMatch(hint);
    expect(w.sdp.writes()).toEqual([]);
  });
});

describe('get_technician', () => {
  it('shows groups and sites by name', async () => {
    const aisha = w.sdp.store.personByMail('aisha.khan@example.com')!;
    const { data, text } = await w.call('get_technician', { technician_id: 'Aisha Khan' });

    expect(data['groups']).toEqual(aisha.groups.map(({ name }) => name));
    expect(text).toContain(`- Groups: ${aisha.groups.map(({ name }) => name).join(', ')}`);
  });
});
