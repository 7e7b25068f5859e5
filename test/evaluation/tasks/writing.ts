import type { Outcome, Task } from '../task.js';
import { FIND_TICKET, findPerson, freshTicket, openRequest, prepare } from './scenes.js';

const request = ({ sdp, scene }: Outcome) => sdp.store.requests.get(scene['id']!)!;
const notes = ({ sdp, scene }: Outcome) => sdp.store.notes.of(scene['id']!);
const mails = ({ sdp, scene }: Outcome) => sdp.store.sentMails.filter(({ requestId }) => requestId === scene['id']);

/** Working on tickets. */
export const writingTasks: readonly Task[] = [
  {
    module: 'requests',
    says: 'Close {ticket}, the printer works again.',
    scene: freshTicket(),
    solve: [{ tool: 'close_request', args: { request_id: '{ticket}', resolution: 'The printer works again.' } }],
    holds: (done) =>
      !request(done).status.in_progress && (request(done).resolution?.content ?? '').includes('works again'),
    plain: [
      FIND_TICKET,
      ['GET', '/request_closure_codes'],
      ['POST', '/requests/{id}/resolutions', { resolution: { content: 'The printer works again.' } }],
      ['PUT', '/requests/{id}/_close', { request: { closure_info: { closure_code: { name: 'Success' } } } }],
      ['GET', '/requests/{id}'],
    ],
  },
  {
    module: 'requests',
    says: 'Open a ticket for Ben Carter: his monitor flickers. Hardware, high priority.',
    solve: [
      {
        tool: 'create_request',
        args: { subject: 'Monitor flickers', requester: 'Ben Carter', category: 'Hardware', priority: 'High' },
      },
    ],
    holds: ({ sdp }) => {
      const { subject, requester, priority } = sdp.store.liveRequests()[0]!;
      return subject === 'Monitor flickers' && requester.name === 'Ben Carter' && priority?.name === 'High';
    },
    plain: [
      findPerson('requesters', 'Ben Carter'),
      ['GET', '/categories'],
      ['GET', '/priorities'],
      [
        'POST',
        '/requests',
        {
          request: {
            subject: 'Monitor flickers',
            requester: { email_id: 'ben.carter@example.com' },
            category: { name: 'Hardware' },
            priority: { name: 'High' },
          },
        },
      ],
    ],
  },
  {
    module: 'requests',
    says: 'Give {ticket} to Aisha Khan.',
    scene: freshTicket(),
    solve: [{ tool: 'assign_request', args: { request_id: '{ticket}', technician: 'Aisha Khan' } }],
    holds: (done) => request(done).technician?.name === 'Aisha Khan',
    plain: [
      FIND_TICKET,
      findPerson('technicians', 'Aisha Khan'),
      ['PUT', '/requests/{id}/_assign', { request: { technician: { email_id: 'aisha.khan@example.com' } } }],
    ],
  },
  {
    module: 'requests',
    says: 'I take {ticket}.',
    scene: freshTicket(),
    solve: [{ tool: 'pickup_request', args: { request_id: '{ticket}' } }],
    holds: (done) => request(done).technician?.name === 'Dana Reyes',
    plain: [FIND_TICKET, ['PUT', '/requests/{id}/_pickup']],
  },
  {
    module: 'requests',
    says: 'Tell the requester of {ticket} that the part arrives tomorrow.',
    scene: freshTicket(),
    solve: [
      { tool: 'reply_to_requester', args: { request_id: '{ticket}', reply_message: 'The part arrives tomorrow.' } },
    ],
    holds: (done) => mails(done)[0]?.description.includes('arrives tomorrow') === true,
    plain: [
      FIND_TICKET,
      ['GET', '/requests/{id}/reply'],
      [
        'POST',
        '/requests/{id}/reply',
        {
          notification: {
            to: ['ben.carter@example.com'],
            subject: 'Re: Printer',
            description: '<p>The part arrives tomorrow.</p>',
          },
        },
      ],
    ],
  },
  {
    module: 'requests',
    says: 'Take {ticket} and tell the requester that I am on it.',
    scene: freshTicket(),
    solve: [
      { tool: 'pickup_request', args: { request_id: '{ticket}' } },
      { tool: 'send_first_response', args: { request_id: '{ticket}', response_message: 'I am on it.' } },
    ],
    holds: (done) =>
      request(done).technician?.name === 'Dana Reyes' &&
      mails(done).length === 1 &&
      request(done).responded_time !== null,
    plain: [
      FIND_TICKET,
      ['PUT', '/requests/{id}/_pickup'],
      ['GET', '/requests/{id}/reply'],
      [
        'POST',
        '/requests/{id}/reply',
        { notification: { to: ['ben.carter@example.com'], subject: 'Re: Printer', description: '<p>I am on it.</p>' } },
      ],
      ['POST', '/requests/{id}/notes', { request_note: { description: 'First response', mark_first_response: true } }],
    ],
  },
  {
    module: 'requests',
    says: 'Note on {ticket}, for us only: waiting for the vendor.',
    scene: freshTicket(),
    solve: [{ tool: 'add_private_note', args: { request_id: '{ticket}', note_content: 'Waiting for the vendor.' } }],
    holds: (done) => notes(done)[0]?.show_to_requester === false,
    plain: [
      FIND_TICKET,
      [
        'POST',
        '/requests/{id}/notes',
        { request_note: { description: 'Waiting for the vendor.', show_to_requester: false } },
      ],
    ],
  },
  {
    module: 'requests',
    says: 'Write on {ticket}, where the requester can see it, that we come at three.',
    scene: freshTicket(),
    solve: [{ tool: 'add_note', args: { request_id: '{ticket}', note_content: 'We come at three.', is_public: true } }],
    holds: (done) => notes(done)[0]?.show_to_requester === true,
    plain: [
      FIND_TICKET,
      ['POST', '/requests/{id}/notes', { request_note: { description: 'We come at three.', show_to_requester: true } }],
    ],
  },
  {
    module: 'requests',
    says: '{ticket} is urgent: high priority, and it belongs to Security.',
    scene: freshTicket(),
    solve: [
      {
        tool: 'update_request',
        args: { request_id: '{ticket}', priority: 'High', urgency: 'Urgent', group: 'Security' },
      },
    ],
    holds: (done) => request(done).priority?.name === 'High' && request(done).group?.name === 'Security',
    plain: [
      FIND_TICKET,
      ['GET', '/priorities'],
      ['GET', '/groups'],
      [
        'PUT',
        '/requests/{id}',
        { request: { priority: { name: 'High' }, urgency: { name: 'Urgent' }, group: { name: 'Security' } } },
      ],
    ],
  },
  {
    module: 'requests',
    says: 'Put {ticket} on hold, we wait for the spare part.',
    scene: freshTicket(),
    solve: [
      {
        tool: 'update_request',
        args: { request_id: '{ticket}', status: 'On Hold', status_change_comments: 'Waiting for the spare part' },
      },
    ],
    holds: (done) => request(done).status.internal_name === 'Onhold',
    plain: [
      FIND_TICKET,
      ['GET', '/statuses'],
      [
        'PUT',
        '/requests/{id}',
        { request: { status: { name: 'On Hold' }, status_change_comments: 'Waiting for the spare part' } },
      ],
    ],
  },
  {
    module: 'requests',
    says: 'Reopen {ticket}, it happened again.',
    scene: async (world) => {
      const scene = await freshTicket()(world);
      await prepare(world, 'close_request', { request_id: scene['id'], resolution: 'Cleaned.' });
      return scene;
    },
    solve: [
      {
        tool: 'update_request',
        args: { request_id: '{ticket}', status: 'Open', status_change_comments: 'It happened again' },
      },
    ],
    holds: (done) => request(done).status.in_progress,
    plain: [
      FIND_TICKET,
      ['PUT', '/requests/{id}', { request: { status: { name: 'Open' }, status_change_comments: 'It happened again' } }],
    ],
  },
  {
    module: 'requests',
    says: 'Mark {ticket} as resolved, the requester shall check it first.',
    scene: freshTicket(),
    solve: [
      {
        tool: 'resolve_request',
        args: { request_id: '{ticket}', resolution: 'Cleaned the drum.' },
        search: 'resolve a request without closing it',
      },
    ],
    holds: (done) => request(done).status.internal_name === 'Resolved',
    plain: [
      FIND_TICKET,
      ['POST', '/requests/{id}/resolutions', { resolution: { content: 'Cleaned the drum.' } }],
      ['PUT', '/requests/{id}', { request: { status: { name: 'Resolved' } } }],
      ['GET', '/requests/{id}'],
    ],
  },
  {
    module: 'requests',
    says: 'Escalate {ticket} to the network people and note why: three floors are down.',
    scene: freshTicket(),
    solve: [
      { tool: 'update_request', args: { request_id: '{ticket}', group: 'Network', priority: 'High' } },
      { tool: 'add_private_note', args: { request_id: '{ticket}', note_content: 'Escalated: three floors are down.' } },
    ],
    holds: (done) => request(done).group?.name === 'Network' && notes(done).length === 1,
    plain: [
      FIND_TICKET,
      ['GET', '/groups'],
      ['PUT', '/requests/{id}', { request: { group: { name: 'Network' }, priority: { name: 'High' } } }],
      [
        'POST',
        '/requests/{id}/notes',
        { request_note: { description: 'Escalated: three floors are down.', show_to_requester: false } },
      ],
    ],
  },
  {
    module: 'requests',
    says: 'Close {a}, {b} and {c}: the outage is over.',
    scene: async (world) => {
      const made = [];
      for (let count = 0; count < 3; count += 1) made.push(await freshTicket({ subject: `Outage ${count}` })(world));
      const [a, b, c] = made;
      return {
        ...{ a: a!['ticket']!, b: b!['ticket']!, c: c!['ticket']! },
        ...{ a_id: a!['id']!, b_id: b!['id']!, c_id: c!['id']! },
      };
    },
    solve: [
      {
        tool: 'bulk_update_requests',
        args: { request_ids: ['{a}', '{b}', '{c}'], close: { resolution: 'The outage is over.' } },
      },
      {
        tool: 'bulk_update_requests',
        args: {
          request_ids: ['{a}', '{b}', '{c}'],
          close: { resolution: 'The outage is over.' },
          dry_run: false,
          confirm: true,
        },
      },
    ],
    holds: ({ sdp, scene }) =>
      ['a_id', 'b_id', 'c_id'].every((name) => sdp.store.requests.get(scene[name]!)?.status.in_progress === false),
    plain: ['a', 'b', 'c'].flatMap((name) => [
      ['GET', '/requests', { list_info: { row_count: 1, search_fields: { display_id: `{${name}}` } } }] as const,
      ['POST', `/requests/{${name}_id}/resolutions`, { resolution: { content: 'The outage is over.' } }] as const,
      ['PUT', `/requests/{${name}_id}/_close`, { request: { closure_info: { closure_comments: '' } } }] as const,
    ]),
  },
  {
    module: 'requests',
    says: 'Give all open access tickets nobody has to Priya Sharma.',
    scene: (world) => {
      const group = world.sdp.store.lookup('groups', 'Access Management');
      const rows = world.sdp.store
        .liveRequests()
        .filter(({ status }) => status.internal_name === 'Open')
        .slice(0, 5);
      for (const row of world.sdp.store.liveRequests()) if (row.group?.id === group.id) row.group = null;
      for (const row of rows) Object.assign(row, { group, technician: null });
      return Object.fromEntries(rows.map(({ id }, index) => [`id_${'abcde'[index]}`, id]));
    },
    solve: [
      {
        tool: 'bulk_update_requests',
        args: {
          filter: { group: 'Access Management', technician: 'unassigned', status: 'open' },
          set: { technician: 'Priya Sharma' },
        },
      },
      {
        tool: 'bulk_update_requests',
        args: {
          request_ids: ['{id_a}', '{id_b}', '{id_c}', '{id_d}', '{id_e}'],
          set: { technician: 'Priya Sharma' },
          dry_run: false,
          confirm: true,
        },
      },
    ],
    holds: ({ sdp, scene }) =>
      Object.values(scene).every((id) => sdp.store.requests.get(id)?.technician?.name === 'Priya Sharma'),
    plain: [
      findPerson('technicians', 'Priya Sharma'),
      [
        'GET',
        '/requests',
        {
          list_info: {
            row_count: 100,
            search_criteria: [{ field: 'group.name', condition: 'is', value: 'Access Management' }],
          },
        },
      ],
      ...['a', 'b', 'c', 'd', 'e'].map(
        (name) =>
          [
            'PUT',
            `/requests/{id_${name}}/_assign`,
            { request: { technician: { email_id: 'priya.sharma@example.com' } } },
          ] as const,
      ),
    ],
  },
  {
    module: 'requests',
    says: 'Answer the oldest ticket that waits for me: I look at it this afternoon.',
    scene: (world) => {
      const { display_id, id } = openRequest(
        world,
        ({ technician, requester }) => technician?.name === 'Dana Reyes' && requester.email_id !== null,
      );
      return { ticket: display_id, id, mail: world.sdp.store.requests.get(id)!.requester.email_id! };
    },
    solve: [
      { tool: 'list_requests', args: { technician: 'me', status: 'open', sort_order: 'asc', limit: 1 } },
      { tool: 'reply_to_requester', args: { request_id: '{ticket}', reply_message: 'I look at it this afternoon.' } },
    ],
    holds: (done) => mails(done).length === 1,
    plain: [
      [
        'GET',
        '/requests',
        {
          list_info: {
            row_count: 1,
            sort_field: 'created_time',
            sort_order: 'asc',
            search_criteria: [{ field: 'technician.name', condition: 'is', value: 'Dana Reyes' }],
          },
        },
      ],
      ['GET', '/requests/{id}/reply'],
      [
        'POST',
        '/requests/{id}/reply',
        { notification: { to: ['{mail}'], subject: 'Re', description: 'I look at it this afternoon.' } },
      ],
    ],
  },
];
