import { expect, it } from '@jest/globals';
import { CHANGES } from '../changes/change.record.js';
import { PROBLEMS } from '../problems/problem.record.js';
import { PROJECTS } from '../projects/project.record.js';
import { differingFields } from './compare-record.js';
import { recordSchema } from './read-record.js';
import type { RecordChanges, RecordModule } from './record-module.js';
import { toWireRecord } from './write-record.js';

const read = (module: RecordModule, wire: object) => recordSchema(module).parse({ id: '1', ...wire });

it.each([
  [{ display_value: 'CH-22', value: '22' }, '22'],
  ['22', '22'],
  [22, '22'],
  [null, null],
])('reads the number %j', (display_id, number) => {
  expect(read(CHANGES, { display_id }).number).toBe(number);
});

it('reads fields of a group, and what is absent or of another shape as empty', () => {
  const { values } = read(PROBLEMS, {
    title: 'x',
    root_cause: { root_cause_description: '<b>Old</b>' },
    symptoms: 'a plain text',
    known_error_details: { is_known_error: true },
    technician: 'Dana',
    due_by_time: { value: '1593000300533', display_value: 'Jun 24' },
    status: { id: '2', name: 'Closed', in_progress: false },
  });

  expect(values).toMatchObject({
    root_cause: '<b>Old</b>',
    symptoms: null,
    known_error: true,
    technician: null,
    due_by: new Date(1_593_000_300_533),
    status: { name: 'Closed', inProgress: false },
    group: null,
  });
});

it('reads assets as themselves or wrapped', () => {
  const { values } = read(CHANGES, { assets: [{ id: '2', name: 'PC-1' }, { asset: { id: '3', name: 'PC-2' } }, {}] });

  expect(values['assets']).toEqual([
    { id: '2', name: 'PC-1' },
    { id: '3', name: 'PC-2' },
  ]);
});

it('writes texts into their groups, times as milliseconds, and null as null', () => {
  const changes: RecordChanges = {
    values: {
      title: 'x',
      root_cause: '<div>y</div>',
      closure_code: { id: '5', name: 'Resolved' },
      closure_comments: 'gone',
      technician: null,
      due_by: new Date(1_000),
      group: undefined,
    },
    udfFields: { dt_callback: new Date(2_000), udf_char1: 'z' },
  };

  expect(toWireRecord(PROBLEMS, changes)).toEqual({
    title: 'x',
    root_cause: { root_cause_description: '<div>y</div>' },
    close_details: { closure_code: { id: '5' }, close_details_comments: 'gone' },
    technician: null,
    due_by_time: { value: '1000' },
    udf_fields: { dt_callback: { value: '2000' }, udf_char1: 'z' },
  });
});

it('tells which fields are not as they were to be, and asks nothing of events', () => {
  const record = read(CHANGES, { title: 'x', status: { id: '1', name: 'Requested' } });

  expect(differingFields(CHANGES, record, { values: { title: 'x', comment: 'why', status: { id: '2' } } })).toEqual([
    'status',
  ]);
});

it('takes a day for the same in whatever zone the portal keeps it', () => {
  const wanted = { values: { scheduled_end: new Date('2027-03-01T12:00:00Z') } };
  const at = (time: string) => read(PROJECTS, { scheduled_end_time: { value: String(Date.parse(time)) } });

  expect(differingFields(PROJECTS, at('2027-02-28T22:00:00Z'), wanted)).toEqual([]);
  expect(differingFields(PROJECTS, at('2027-03-01T05:00:00Z'), wanted)).toEqual([]);
  expect(differingFields(PROJECTS, at('2027-03-04T00:00:00Z'), wanted)).toEqual(['scheduled_end']);
});
