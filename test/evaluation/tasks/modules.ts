import type { Task } from '../task.js';
import { find, newest, open, record, stored } from './records.js';
import { findPerson, is, search } from './scenes.js';

/** Modules beside requests. */
export const moduleTasks: readonly Task[] = [
  {
    module: 'problems',
    says: 'Which problems are still open?',
    scene: record('problems', open),
    solve: [{ tool: 'list_problems', args: { status: 'open', limit: 100 }, search: 'list problems' }],
    holds: ({ read, scene }) => read.includes(scene['title']!),
    plain: [search('/problems', { field: 'status.in_progress', condition: 'is', value: 'true' })],
  },
  {
    module: 'problems',
    says: 'What do we know about problem {record}?',
    scene: record('problems'),
    solve: [{ tool: 'get_problem', args: { problem_id: '{record}' }, search: 'read a problem' }],
    holds: ({ read, scene }) => read.includes(scene['title']!),
    plain: [find('/problems'), ['GET', '/problems/{id}'], ['GET', '/problems/{id}/notes']],
  },
  {
    module: 'problems',
    says: 'Write down the root cause of {record}: the firmware of the docks.',
    scene: record('problems', open),
    solve: [
      {
        tool: 'update_problem',
        args: { problem_id: '{record}', root_cause: 'The firmware of the docks.' },
        search: 'root cause of a problem',
      },
    ],
    holds: (done) => JSON.stringify(stored(done, 'problems')['root_cause']).includes('firmware of the docks'),
    plain: [
      find('/problems'),
      ['PUT', '/problems/{id}', { problem: { root_cause: { root_cause_description: 'The firmware of the docks.' } } }],
    ],
  },
  {
    module: 'problems',
    says: 'Open a problem: Wi-Fi drops on floor 3. Category Network, for Marcus Webb.',
    solve: [
      {
        tool: 'create_problem',
        args: { title: 'Wi-Fi drops on floor 3', category: 'Network', technician: 'Marcus Webb' },
        search: 'create a problem',
      },
    ],
    holds: (done) => newest(done, 'problems')['title'] === 'Wi-Fi drops on floor 3',
    plain: [
      findPerson('technicians', 'Marcus Webb'),
      ['GET', '/categories'],
      [
        'POST',
        '/problems',
        {
          problem: {
            title: 'Wi-Fi drops on floor 3',
            category: { name: 'Network' },
            technician: { email_id: 'marcus.webb@example.com' },
          },
        },
      ],
    ],
  },
  {
    module: 'cmdb',
    says: 'What do we have in the CMDB about SRV-DB-01?',
    scene: ({ sdp }) => ({ id: sdp.store.cis.values().find(({ name }) => name === 'SRV-DB-01')!.id }),
    solve: [
      {
        tool: 'get_cmdb_item',
        args: { ci_type: 'ci_windows_server', item: 'SRV-DB-01' },
        search: 'read a configuration item',
      },
    ],
    holds: ({ read }) => read.includes('SRV-DB-01') && read.includes('10.0.0.11'),
    plain: [search('/cmdb/ci_windows_server', is('name', 'SRV-DB-01')), ['GET', '/cmdb/ci_windows_server/{id}']],
  },
];
