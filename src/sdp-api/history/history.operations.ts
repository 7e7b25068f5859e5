import type { ApiOperation } from '../api-operation.js';

export const historyOperations: readonly ApiOperation[] = [
  { name: 'requests.history.list', method: 'GET', path: '/requests/{id}/_history', confidence: 'inferred' },
];
