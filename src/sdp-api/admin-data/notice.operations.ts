import type { ApiOperation } from '../api-operation.js';
import { recordOperations } from '../records/record.operations.js';
import { ANNOUNCEMENTS } from './notice.records.js';

/** Reading is among `parentOperations`. */
export const noticeOperations: readonly ApiOperation[] = [
  ...recordOperations(ANNOUNCEMENTS, ['create', 'delete']),
  {
    name: 'maintenance_windows.list',
    method: 'GET',
    path: '/maintenance_windows',
    confidence: 'inferred',
    findsNames: true,
  },
];
