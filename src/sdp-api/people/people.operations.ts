import type { ApiOperation } from '../api-operation.js';

export const peopleOperations: readonly ApiOperation[] = [
  { name: 'requesters.list', method: 'GET', path: '/requesters', confidence: 'used', findsNames: true },
  { name: 'requesters.get', method: 'GET', path: '/requesters/{id}', confidence: 'used', findsNames: true },
  { name: 'technicians.list', method: 'GET', path: '/technicians', confidence: 'used', findsNames: true },
  { name: 'technicians.get', method: 'GET', path: '/technicians/{id}', confidence: 'used', findsNames: true },
  { name: 'users.me', method: 'GET', path: '/users/me', confidence: 'inferred', findsNames: true },
];
