import type { ApiOperation } from '../api-operation.js';

export const templateOperations: readonly ApiOperation[] = [
  { name: 'request_templates.get', method: 'GET', path: '/request_templates/{id}', confidence: 'used' },
];
