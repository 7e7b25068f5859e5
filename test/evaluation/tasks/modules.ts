import type { Row } from '../../simulators/sdp/store/rows.js';
import type { DispatcherWorld } from '../../support/dispatcher-world.js';
import type { Outcome, Scene, Task } from '../task.js';
import { findPerson, is, search } from './scenes.js';

type Table = 'problems';

/** The newest record of a module: `record` is its number, `id` its long id. */
const record =
  (table: Table, fits: (row: Row) => boolean = () => true) =>
  ({ sdp }: DispatcherWorld): Scene => {
    const row = sdp.store[table].newestFirst().find(fits);
    if (!row) throw new Error(`The seed has no such row in ${table}`);
    const { display_value: number } = row['display_id'] as { display_value: string };
    return { record: number, number: number.replace(/^\D+/, ''), id: row.id, title: String(row['title']) };
  };

const stored = ({ sdp, scene }: Outcome, table: Table): Row => sdp.store[table].get(scene['id']!)!;
const newest = ({ sdp }: Outcome, table: Table): Row => sdp.store[table].newestFirst()[0]!;

/** The call with which the long id of a record is found by its number. */
const find = (path: string) =>
  ['GET', path, { list_info: { row_count: 1, search_fields: { display_id: '{number}' } } }] as const;

const open = (row: Row): boolean => (row['status'] as { in_progress: boolean }).in_progress;

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
