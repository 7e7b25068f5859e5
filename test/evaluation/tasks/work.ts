import type { Outcome, Task } from '../task.js';
import { FIND_TICKET, findPerson, freshTicket, is, prepare, search } from './scenes.js';

const of = (outcome: Outcome, table: 'worklogs' | 'tasks') => outcome.sdp.store[table].of(outcome.scene['id']!);

/** What hangs on a ticket: time, tasks. */
export const workTasks: readonly Task[] = [
  {
    module: 'requests',
    says: 'Log 45 minutes on {ticket} for changing the fuser.',
    scene: freshTicket(),
    solve: [{ tool: 'log_time', args: { id: '{ticket}', time: '45m', description: 'Changed the fuser' } }],
    holds: (done) => {
      const [worklog] = of(done, 'worklogs');
      return Number(worklog?.['end_time']) - Number(worklog?.['start_time']) === 45 * 60_000;
    },
    plain: [
      FIND_TICKET,
      findPerson('technicians', 'Dana Reyes'),
      [
        'POST',
        '/requests/{id}/worklogs',
        {
          worklog: {
            owner: { email_id: 'dana.reyes@example.com' },
            description: 'Changed the fuser',
            start_time: { value: '1795426200000' },
            end_time: { value: '1795428900000' },
          },
        },
      ],
    ],
  },
  {
    module: 'requests',
    says: 'How much time have we spent on {ticket}?',
    scene: async (world) => {
      const scene = await freshTicket()(world);
      await prepare(world, 'log_time', { id: scene['id'], time: '1h30' });
      await prepare(world, 'log_time', { id: scene['id'], time: '20m' });
      return scene;
    },
    solve: [{ tool: 'list_worklogs', args: { id: '{ticket}' }, search: 'time worked on a request' }],
    holds: ({ read }) => /1 ?h(?:our)? ?50/.test(read),
    plain: [FIND_TICKET, ['GET', '/requests/{id}/worklogs']],
  },
  {
    module: 'tasks',
    says: 'Add a task to {ticket} for Tom Becker: order toner.',
    scene: freshTicket(),
    solve: [
      {
        tool: 'create_task',
        args: { id: '{ticket}', title: 'Order toner', owner: 'Tom Becker' },
        search: 'add a task to a request',
      },
    ],
    holds: (done) => of(done, 'tasks')[0]?.['title'] === 'Order toner',
    plain: [
      FIND_TICKET,
      findPerson('technicians', 'Tom Becker'),
      [
        'POST',
        '/requests/{id}/tasks',
        { task: { title: 'Order toner', owner: { email_id: 'tom.becker@example.com' } } },
      ],
    ],
  },
  {
    module: 'tasks',
    says: 'Which tasks does {ticket} still have?',
    scene: async (world) => {
      const scene = await freshTicket()(world);
      await prepare(world, 'create_task', { id: scene['id'], title: 'Order toner' });
      await prepare(world, 'create_task', { id: scene['id'], title: 'Clean the tray' });
      return scene;
    },
    solve: [{ tool: 'list_tasks', args: { id: '{ticket}' }, search: 'tasks of a request' }],
    holds: ({ read }) => read.includes('Order toner') && read.includes('Clean the tray'),
    plain: [FIND_TICKET, ['GET', '/requests/{id}/tasks']],
  },
  {
    module: 'requests',
    says: 'What waits for my approval?',
    scene: async (world) => {
      const scene = await freshTicket({ subject: 'New laptop for the fair' })(world);
      await prepare(world, 'request_approval', { id: scene['id'], levels: [['me']] });
      const level = world.sdp.store.approvalLevels.of(scene['id']!)[0]!;
      return { ...scene, level: level.id };
    },
    solve: [{ tool: 'list_approvals' }],
    holds: ({ read, scene }) => read.includes(scene['ticket']!) && read.includes('New laptop for the fair'),
    plain: [
      [
        'GET',
        '/requests',
        {
          list_info: {
            row_count: 25,
            search_criteria: [{ field: 'approval_status.name', condition: 'is', value: 'Pending Approval' }],
          },
        },
      ],
      ['GET', '/requests/{id}/approval_levels'],
      ['GET', '/requests/{id}/approval_levels/{level}/approvals'],
    ],
  },
  {
    module: 'requests',
    says: 'Reject {ticket}: the price is too high.',
    scene: async (world) => {
      const scene = await freshTicket({ subject: 'New laptop for the fair' })(world);
      await prepare(world, 'request_approval', { id: scene['id'], levels: [['me']] });
      const level = world.sdp.store.approvalLevels.of(scene['id']!)[0]!;
      const approval = world.sdp.store.approvals.of(level.id)[0]!;
      return { ...scene, level: level.id, approval: approval.id };
    },
    solve: [
      { tool: 'decide_approval', args: { id: '{ticket}', decision: 'reject', comment: 'The price is too high.' } },
    ],
    holds: ({ sdp, scene }) => {
      const { status } = sdp.store.approvals.of(scene['level']!)[0] as { status?: { name?: string } };
      return /reject|den/i.test(status?.name ?? '');
    },
    plain: [
      FIND_TICKET,
      ['GET', '/requests/{id}/approval_levels'],
      ['GET', '/requests/{id}/approval_levels/{level}/approvals'],
      [
        'PUT',
        '/requests/{id}/approval_levels/{level}/approvals/{approval}/_reject',
        { approval: { comments: 'The price is too high.' } },
      ],
    ],
  },
  {
    module: 'requests',
    says: 'Ask Aisha Khan to approve {ticket}.',
    scene: freshTicket({ subject: 'New laptop for the fair' }),
    solve: [
      {
        tool: 'request_approval',
        args: { id: '{ticket}', levels: [['Aisha Khan']] },
        search: 'ask somebody to approve a request',
      },
    ],
    holds: ({ sdp, scene }) => sdp.store.approvalLevels.of(scene['id']!).length === 1,
    plain: [
      FIND_TICKET,
      findPerson('technicians', 'Aisha Khan'),
      ['POST', '/requests/{id}/approval_levels', { approval_level: { level: 1 } }],
    ],
  },
  {
    module: 'requests',
    says: 'Have we seen something like {ticket} before, and what helped?',
    scene: freshTicket({ subject: 'VPN error 809 at home' }),
    solve: [{ tool: 'find_similar', args: { request_id: '{ticket}' } }],
    holds: ({ read }) => /VPN/.test(read) && /solution/i.test(read),
    plain: [
      FIND_TICKET,
      ['GET', '/requests/{id}'],
      search('/requests', { field: 'subject', condition: 'contains', value: 'VPN' }),
      search('/solutions', { field: 'title', condition: 'contains', value: 'VPN' }),
    ],
  },
  {
    module: 'people',
    says: 'Who has time for a network ticket?',
    solve: [{ tool: 'who_is_free', args: { group: 'Network' }, search: 'who has time for a ticket' }],
    holds: ({ read }) => read.includes('Marcus Webb') && /open/i.test(read),
    plain: [
      ['GET', '/technicians', { list_info: { row_count: 100 } }],
      search('/requests', is('group.name', 'Network'), { field: 'status.in_progress', condition: 'is', value: 'true' }),
      search('/requests', is('technician.name', 'Marcus Webb')),
      search('/requests', is('technician.name', 'Dana Reyes')),
    ],
  },
  {
    module: 'requests',
    says: 'Write the handover of this shift: what came in, what was closed, what is late.',
    solve: [{ tool: 'shift_report', args: { period: 'last 24 hours' }, search: 'shift report' }],
    holds: ({ read }) => /opened/i.test(read) && /finished/i.test(read) && /(?:at risk|breach|overdue)/i.test(read),
    plain: [
      search('/requests', { field: 'created_time', condition: 'greater than', value: '1795348800000' }),
      search('/requests', { field: 'completed_time', condition: 'greater than', value: '1795348800000' }),
      search('/requests', is('is_overdue', 'true')),
      search('/requests', { field: 'due_by_time', condition: 'lesser than', value: '1795449600000' }),
    ],
  },
  {
    module: 'requests',
    says: 'What is in the log file they attached to {ticket}?',
    scene: async (world) => {
      const scene = await freshTicket()(world);
      const content_base64 = Buffer.from('fuser: temperature out of range').toString('base64');
      await prepare(world, 'add_attachment', { id: scene['id'], name: 'printer.log', content_base64 });
      return { ...scene, file: world.sdp.store.attachments.of(scene['id']!)[0]!.id };
    },
    solve: [{ tool: 'read_attachment', args: { id: '{ticket}', attachment: 'printer.log' } }],
    holds: ({ read }) => read.includes('temperature out of range'),
    plain: [FIND_TICKET, ['GET', '/requests/{id}'], ['GET', '/requests/{id}/_uploads/{file}/download']],
  },
  {
    module: 'requests',
    says: '{ticket} is spam, delete it.',
    scene: freshTicket({ subject: 'You have won' }),
    solve: [
      { tool: 'delete_request', args: { request_id: '{ticket}' }, search: 'delete a request' },
      { tool: 'delete_request', args: { request_id: '{ticket}', confirm: true } },
    ],
    holds: ({ sdp, scene }) => sdp.store.requests.get(scene['id']!)?.is_trashed !== false,
    plain: [FIND_TICKET, ['DELETE', '/requests/{id}']],
  },
  {
    module: 'requests',
    says: '{ticket} and {other} are about the same; link them.',
    scene: async (world) => {
      const first = await freshTicket()(world);
      const second = await freshTicket({ subject: 'Stripes again' })(world);
      return { ...first, other: second['ticket']!, other_id: second['id']! };
    },
    solve: [
      { tool: 'link_requests', args: { request_id: '{ticket}', link_to: ['{other}'] }, search: 'link two requests' },
    ],
    holds: ({ sdp, scene }) => sdp.store.links.of(scene['id']!).length === 1,
    plain: [
      FIND_TICKET,
      ['GET', '/requests', { list_info: { row_count: 1, search_fields: { display_id: '{other}' } } }],
      ['POST', '/requests/{id}/link_requests', { link_requests: [{ linked_request: { id: '{other_id}' } }] }],
    ],
  },
];
