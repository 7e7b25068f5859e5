import type { Task } from '../task.js';
import { FIND_TICKET, findPerson, freshTicket, is, prepare, search, ticket } from './scenes.js';

const OPEN = { field: 'status.in_progress', condition: 'is', value: 'true' };

/** Looking at tickets. */
export const readingTasks: readonly Task[] = [
  {
    module: 'requests',
    says: 'What is ticket {ticket} about, and who works on it?',
    scene: ticket(({ technician, description }) => technician !== null && description !== null),
    solve: [{ tool: 'get_request', args: { request_id: '{ticket}' } }],
    holds: ({ read, scene }) => read.includes(scene['requester']!) && read.includes('Technician:'),
    plain: [FIND_TICKET, ['GET', '/requests/{id}']],
  },
  {
    module: 'requests',
    says: 'When is {ticket} due?',
    scene: ticket(({ due_by_time }) => due_by_time !== null),
    solve: [{ tool: 'get_request', args: { request_id: '{ticket}' } }],
    holds: ({ read }) => /due \d{4}-\d\d-\d\d/.test(read),
    plain: [FIND_TICKET, ['GET', '/requests/{id}']],
  },
  {
    module: 'requests',
    says: 'Read me what was written on {ticket} so far.',
    scene: async (world) => {
      const scene = await freshTicket()(world);
      await prepare(world, 'reply_to_requester', { request_id: scene['id'], reply_message: 'Which floor are you on?' });
      await prepare(world, 'add_private_note', { request_id: scene['id'], note_content: 'Fuser is worn out.' });
      const mail = world.sdp.store.conversations.of(scene['id']!)[0];
      return { ...scene, mail: mail?.id ?? '' };
    },
    solve: [{ tool: 'get_request_conversation', args: { request_id: '{ticket}' } }],
    holds: ({ read }) => read.includes('Which floor are you on?') && read.includes('Fuser is worn out.'),
    plain: [
      FIND_TICKET,
      ['GET', '/requests/{id}/conversations'],
      ['GET', '/requests/{id}/notifications/{mail}'],
      ['GET', '/requests/{id}/notes'],
    ],
  },
  {
    module: 'requests',
    says: 'What is on my plate today?',
    solve: [{ tool: 'my_queue' }],
    holds: ({ read }) => /overdue/i.test(read) && /today/i.test(read),
    plain: [
      findPerson('technicians', 'Dana Reyes'),
      search('/requests', is('technician.name', 'Dana Reyes'), OPEN),
      search('/requests', is('technician.name', 'Dana Reyes'), is('is_overdue', 'true')),
      search('/requests', is('technician.name', 'Dana Reyes'), is('status.internal_name', 'Onhold')),
      search('/requests', is('group.name', 'Hardware'), OPEN),
    ],
  },
  {
    module: 'requests',
    says: 'Which tickets of the Network group are overdue?',
    solve: [{ tool: 'list_requests', args: { group: 'Network', overdue: true } }],
    holds: ({ read }) => read.includes('overdue') && !read.includes('No requests found'),
    plain: [
      search('/requests', is('group.name', 'Network'), OPEN, {
        field: 'due_by_time',
        condition: 'lesser than',
        value: '1795435200000',
      }),
    ],
  },
  {
    module: 'requests',
    says: 'What does Ben Carter have open with us?',
    scene: freshTicket(),
    solve: [{ tool: 'list_requests', args: { requester: 'Ben Carter', status: 'open' } }],
    holds: ({ read, scene }) => read.includes(scene['ticket']!),
    plain: [findPerson('requesters', 'Ben Carter'), search('/requests', is('requester.name', 'Ben Carter'), OPEN)],
  },
  {
    module: 'requests',
    says: 'Find the tickets about VPN from the last 30 days.',
    solve: [{ tool: 'search_requests', args: { query: 'vpn', created_after: 'last 30 days' } }],
    holds: ({ read }) => /VPN/i.test(read) && !read.includes('No requests found'),
    plain: [
      search(
        '/requests',
        { field: 'subject', condition: 'contains', value: 'vpn' },
        { field: 'created_time', condition: 'greater than', value: '1792843200000' },
      ),
    ],
  },
  {
    module: 'requests',
    says: 'Are there high-priority tickets nobody works on?',
    scene: freshTicket({ priority: 'High' }),
    solve: [{ tool: 'list_requests', args: { technician: 'unassigned', priority: 'High', status: 'open' } }],
    holds: ({ read, scene }) => read.includes(scene['ticket']!),
    plain: [search('/requests', is('priority.name', 'High'), OPEN)],
  },
  {
    module: 'people',
    says: 'Is there somebody called Aischa Kahn on our team?',
    solve: [{ tool: 'find_technician', args: { search_term: 'Aischa Kahn' } }],
    holds: ({ read }) => read.includes('Aisha Khan'),
    plain: [findPerson('technicians', 'Aischa Kahn'), ['GET', '/technicians', { list_info: { row_count: 100 } }]],
  },
  {
    module: 'admin_data',
    says: 'Which statuses and closure codes do we use?',
    solve: [{ tool: 'get_metadata', args: { lists: ['statuses', 'request_closure_codes'] } }],
    holds: ({ read }) => read.includes('On Hold') && read.includes('Success'),
    plain: [
      ['GET', '/statuses'],
      ['GET', '/request_closure_codes'],
    ],
  },
  {
    module: 'people',
    says: "What is Ben Carter's phone number, and what does he have open?",
    solve: [{ tool: 'get_requester', args: { requester: 'Ben Carter' }, search: 'phone number of a requester' }],
    holds: ({ read }) => read.includes('ben.carter@example.com'),
    plain: [findPerson('requesters', 'Ben Carter'), search('/requests', is('requester.name', 'Ben Carter'), OPEN)],
  },
  {
    module: 'people',
    says: 'Add Nina Lang, nina.lang@example.com, as a requester in Dublin.',
    solve: [
      {
        tool: 'create_requester',
        args: { name: 'Nina Lang', email: 'nina.lang@example.com', site: 'Dublin' },
        search: 'add a requester',
      },
    ],
    holds: ({ sdp }) => sdp.store.personByMail('nina.lang@example.com')?.site?.name === 'Dublin',
    plain: [
      ['GET', '/sites'],
      [
        'POST',
        '/requesters',
        { requester: { name: 'Nina Lang', email_id: 'nina.lang@example.com', site: { name: 'Dublin' } } },
      ],
    ],
  },
  {
    module: 'admin_data',
    says: 'Which fields of our own do requests have?',
    solve: [{ tool: 'get_fields', args: { module: 'requests', own_only: true }, search: 'own fields of requests' }],
    holds: ({ read }) => read.includes('udf_'),
    plain: [['GET', '/requests/_metainfo']],
  },
];
