import type { ApiOperation } from '../api-operation.js';

const ITEM = '/cmdb/{ci_type}/{id}';

/**
 * Configuration items stand under the API name of their type; how their relations are read is inferred, and how they are
 * written nobody reported.
 */
export const cmdbOperations: readonly ApiOperation[] = [
  { name: 'cmdb.list', method: 'GET', path: '/cmdb/{ci_type}', confidence: 'used' },
  { name: 'cmdb.get', method: 'GET', path: ITEM, confidence: 'used' },
  { name: 'cmdb.create', method: 'POST', path: '/cmdb/{ci_type}', confidence: 'used' },
  { name: 'cmdb.update', method: 'PUT', path: ITEM, confidence: 'used' },
  { name: 'cmdb.delete', method: 'DELETE', path: ITEM, confidence: 'inferred' },
  { name: 'cmdb.relationships.list', method: 'GET', path: `${ITEM}/relationships`, confidence: 'inferred' },
];
