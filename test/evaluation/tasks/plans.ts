import type { Task } from '../task.js';
import { search } from './scenes.js';
import { find, newest, record, stored } from './records.js';

/** Changes, releases, projects and articles. */
export const planTasks: readonly Task[] = [
  {
    module: 'changes',
    says: 'Which changes are still coming?',
    scene: record('changes', (row) => row['completed_time'] === null),
    solve: [{ tool: 'list_changes', args: { open: true, limit: 100 }, search: 'list changes' }],
    holds: ({ read, scene }) => read.includes(scene['title']!),
    plain: [search('/changes', { field: 'scheduled_start_time', condition: 'greater than', value: '1795435200000' })],
  },
  {
    module: 'changes',
    says: 'How is {record} rolled out, and how is it taken back?',
    scene: record('changes'),
    solve: [{ tool: 'get_change', args: { change_id: '{record}' }, search: 'read a change with its roll-out plan' }],
    holds: ({ read, scene }) => read.includes(scene['title']!) && /back/i.test(read),
    plain: [find('/changes'), ['GET', '/changes/{id}']],
  },
  {
    module: 'changes',
    says: '{record} is done, close it.',
    scene: record('changes', (row) => row['completed_time'] === null),
    solve: [
      {
        tool: 'update_change',
        args: { change_id: '{record}', status: 'Completed', comment: 'Done as planned.' },
        search: 'close a change',
      },
    ],
    holds: (done) => (stored(done, 'changes')['status'] as { name: string }).name === 'Completed',
    plain: [
      find('/changes'),
      ['GET', '/change_statuses'],
      ['PUT', '/changes/{id}', { change: { status: { name: 'Completed' }, comment: 'Done as planned.' } }],
      ['GET', '/changes/{id}'],
    ],
  },
  {
    module: 'releases',
    says: 'Which releases are under way?',
    scene: record('releases', (row) => row['completed_time'] === null),
    solve: [{ tool: 'list_releases', args: { open: true, limit: 100 }, search: 'list releases' }],
    holds: ({ read, scene }) => read.includes(scene['title']!),
    plain: [search('/releases', { field: 'status.name', condition: 'is', value: 'In Progress' })],
  },
  {
    module: 'projects',
    says: 'How far is project {record}?',
    scene: record('projects'),
    solve: [{ tool: 'get_project', args: { project_id: '{record}' }, search: 'read a project with its milestones' }],
    holds: ({ read, scene }) => read.includes(scene['title']!) && /milestone/i.test(read),
    plain: [
      find('/projects'),
      ['GET', '/projects/{id}'],
      ['GET', '/projects/{id}/milestones'],
      ['GET', '/projects/{id}/tasks'],
    ],
  },
  {
    module: 'solutions',
    says: 'Do we have an article about VPN error 809?',
    solve: [{ tool: 'search_solutions', args: { query: 'VPN 809' }, search: 'search the knowledge base' }],
    holds: ({ read }) => read.includes('VPN error 809 at home'),
    plain: [
      search('/solutions', { field: 'title', condition: 'contains', value: '809' }),
      search('/solutions', { field: 'keywords', condition: 'contains', value: '809' }),
    ],
  },
  {
    module: 'solutions',
    says: 'Write an article under General: how to clean the printer drum.',
    solve: [
      {
        tool: 'create_solution',
        args: {
          title: 'Cleaning the printer drum',
          description: 'Open the flap, pull the green lever.',
          topic: 'General',
        },
        search: 'write a knowledge article',
      },
    ],
    holds: (done) => newest(done, 'solutions')['title'] === 'Cleaning the printer drum',
    plain: [
      ['GET', '/topics'],
      [
        'POST',
        '/solutions',
        {
          solution: {
            title: 'Cleaning the printer drum',
            description: 'Open the flap, pull the green lever.',
            topic: { name: 'General' },
          },
        },
      ],
    ],
  },
];
