import type { ApiOperation } from '../api-operation.js';
import { operationsBelow } from '../children/operations-below.js';
import type { ParentModule } from '../records/parent-ref.js';

/** Modules whose records have worklogs. */
export const WORKLOG_MODULES = [
  'request',
  'problem',
  'change',
  'release',
  'task',
] as const satisfies readonly ParentModule[];

export const worklogOperations: readonly ApiOperation[] = operationsBelow(
  WORKLOG_MODULES,
  [
    { name: 'worklogs.list', method: 'GET', path: '/worklogs', confidence: 'official' },
    { name: 'worklogs.add', method: 'POST', path: '/worklogs', confidence: 'official' },
    { name: 'worklogs.get', method: 'GET', path: '/worklogs/{worklog_id}', confidence: 'official' },
    { name: 'worklogs.update', method: 'PUT', path: '/worklogs/{worklog_id}', confidence: 'official' },
    { name: 'worklogs.delete', method: 'DELETE', path: '/worklogs/{worklog_id}', confidence: 'official' },
  ],
  { task: 'inferred' },
);
