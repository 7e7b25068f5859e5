import type { ApiOperation } from '../api-operation.js';

export const peopleOperations: readonly ApiOperation[] = [
  { name: 'requesters.list', method: 'GET', path: '/requesters', confidence: 'used', findsNames: true },
  { name: 'requesters.get', method: 'GET', path: '/requesters/{id}', confidence: 'used', findsNames: true },
  { name: 'requesters.create', method: 'POST', path: '/requesters', confidence: 'used' },
  { name: 'requesters.update', method: 'PUT', path: '/requesters/{id}', confidence: 'used' },
  { name: 'requesters.delete', method: 'DELETE', path: '/requesters/{id}', confidence: 'used' },
  { name: 'technicians.list', method: 'GET', path: '/technicians', confidence: 'used', findsNames: true },
  { name: 'technicians.get', method: 'GET', path: '/technicians/{id}', confidence: 'used', findsNames: true },
  { name: 'users.list', method: 'GET', path: '/users', confidence: 'used', findsNames: true },
  { name: 'users.get', method: 'GET', path: '/users/{id}', confidence: 'used', findsNames: true },
  { name: 'users.me', method: 'GET', path: '/users/me', confidence: 'inferred', findsNames: true },
];
