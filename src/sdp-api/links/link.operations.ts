import type { ApiOperation } from '../api-operation.js';

export const linkOperations: readonly ApiOperation[] = [
  { name: 'requests.links.list', method: 'GET', path: '/requests/{id}/link_requests', confidence: 'recorded' },
  { name: 'requests.links.add', method: 'POST', path: '/requests/{id}/link_requests', confidence: 'recorded' },
  { name: 'requests.links.remove', method: 'DELETE', path: '/requests/{id}/link_requests', confidence: 'recorded' },
  { name: 'requests.merge', method: 'PUT', path: '/requests/{id}/_merge_requests', confidence: 'inferred' },
  { name: 'requests.merge_short', method: 'PUT', path: '/requests/{id}/_merge', confidence: 'inferred' },
  { name: 'requests.delete', method: 'DELETE', path: '/requests/{id}', confidence: 'recorded' },
  { name: 'requests.restore', method: 'PUT', path: '/requests/{id}/_restore_from_trash', confidence: 'inferred' },
];
