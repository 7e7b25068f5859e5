import type { ApiOperation } from '../api-operation.js';

export const requestOperations: readonly ApiOperation[] = [
  { name: 'requests.list', method: 'GET', path: '/requests', confidence: 'official', findsNames: true },
  { name: 'requests.get', method: 'GET', path: '/requests/{id}', confidence: 'official', findsNames: true },
  { name: 'requests.create', method: 'POST', path: '/requests', confidence: 'official' },
  { name: 'requests.update', method: 'PUT', path: '/requests/{id}', confidence: 'official' },
  { name: 'requests.assign', method: 'PUT', path: '/requests/{id}/_assign', confidence: 'recorded' },
  { name: 'requests.pickup', method: 'PUT', path: '/requests/{id}/_pickup', confidence: 'recorded' },
  { name: 'requests.close', method: 'PUT', path: '/requests/{id}/_close', confidence: 'recorded' },
  { name: 'requests.resolution.get', method: 'GET', path: '/requests/{id}/resolutions', confidence: 'recorded' },
  { name: 'requests.resolution.add', method: 'POST', path: '/requests/{id}/resolutions', confidence: 'recorded' },
  { name: 'requests.notes.list', method: 'GET', path: '/requests/{id}/notes', confidence: 'official' },
  { name: 'requests.notes.add', method: 'POST', path: '/requests/{id}/notes', confidence: 'official' },
  { name: 'requests.conversations.list', method: 'GET', path: '/requests/{id}/conversations', confidence: 'used' },
  {
    name: 'requests.notifications.get',
    method: 'GET',
    path: '/requests/{id}/notifications/{notification_id}',
    confidence: 'used',
  },
  { name: 'requests.reply.draft', method: 'GET', path: '/requests/{id}/reply', confidence: 'used' },
  { name: 'requests.reply.send', method: 'POST', path: '/requests/{id}/reply', confidence: 'used' },
];
