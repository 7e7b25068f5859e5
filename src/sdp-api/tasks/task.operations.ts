import type { ApiOperation } from '../api-operation.js';
import { namesBelow, operationsBelow } from '../children/operations-below.js';
import { TASK_MODULES } from './task.schema.js';

const COMMENTS = '/tasks/{task_id}/comments';

/** Tasks below records, and those under `/tasks`, for which no scope is published. */
export const taskOperations: readonly ApiOperation[] = [
  { name: 'tasks.create', method: 'POST', path: '/tasks', confidence: 'used' },
  { name: 'tasks.update', method: 'PUT', path: '/tasks/{id}', confidence: 'used' },
  { name: 'tasks.delete', method: 'DELETE', path: '/tasks/{id}', confidence: 'used' },
  { name: 'tasks.comments.list', method: 'GET', path: '/tasks/{id}/comments', confidence: 'used' },
  { name: 'tasks.comments.add', method: 'POST', path: '/tasks/{id}/comments', confidence: 'inferred' },
  ...operationsBelow(TASK_MODULES, [
    { name: 'tasks.list', method: 'GET', path: '/tasks', confidence: 'official' },
    { name: 'tasks.create', method: 'POST', path: '/tasks', confidence: 'official' },
    { name: 'tasks.get', method: 'GET', path: '/tasks/{task_id}', confidence: 'official' },
    { name: 'tasks.update', method: 'PUT', path: '/tasks/{task_id}', confidence: 'official' },
    { name: 'tasks.delete', method: 'DELETE', path: '/tasks/{task_id}', confidence: 'official' },
    { name: 'tasks.comments.list', method: 'GET', path: COMMENTS, confidence: 'used' },
    { name: 'tasks.comments.add', method: 'POST', path: COMMENTS, confidence: 'inferred' },
  ]),
];

/** Names for a tool that works on tasks in any place. @param verbs such as `update` or `comments.list` */
export function taskOperationNames(...verbs: readonly string[]): string[] {
  const names = verbs.map((verb) => `tasks.${verb}`);
  return [...names, ...namesBelow(TASK_MODULES, ...names)];
}
