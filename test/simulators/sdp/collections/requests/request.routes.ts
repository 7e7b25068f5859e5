import type { Route } from '../../routes/route.js';
import { getRequest, listRequests } from './request-reads.js';
import {
  assignRequest,
  closeRequest,
  createRequest,
  deleteRequest,
  pickupRequest,
  updateRequest,
} from './request-writes.js';

const scopes = ['requests'] as const;

/** reference C.1 */
export const requestRoutes: readonly Route[] = [
  { method: 'GET', path: '/requests', operation: 'requests.list', scopes, answer: listRequests },
  { method: 'POST', path: '/requests', operation: 'requests.create', scopes, answer: createRequest },
  { method: 'GET', path: '/requests/{id}', operation: 'requests.get', scopes, answer: getRequest },
  { method: 'PUT', path: '/requests/{id}', operation: 'requests.update', scopes, answer: updateRequest },
  { method: 'DELETE', path: '/requests/{id}', operation: 'requests.delete', scopes, answer: deleteRequest },
  { method: 'PUT', path: '/requests/{id}/_close', operation: 'requests.close', scopes, answer: closeRequest },
  { method: 'PUT', path: '/requests/{id}/_assign', operation: 'requests.assign', scopes, answer: assignRequest },
  { method: 'PUT', path: '/requests/{id}/_pickup', operation: 'requests.pickup', scopes, answer: pickupRequest },
];
