import { ANNOUNCEMENTS } from '../admin-data/notice.records.js';
import type { ApiOperation } from '../api-operation.js';
import { ASSETS } from '../assets/asset.record.js';
import { CONTRACTS } from '../contracts/contract.record.js';
import { PURCHASE_ORDERS } from '../purchases/purchase-order.record.js';
import { recordOperations } from './record.operations.js';

/** What an organisation owns, buys and tells people; for reading see `parentOperations`. */
export const thingOperations: readonly ApiOperation[] = [
  ...recordOperations(ASSETS),
  ...recordOperations(CONTRACTS, ['create', 'update']),
  ...recordOperations(PURCHASE_ORDERS, ['create', 'update']),
  ...recordOperations(ANNOUNCEMENTS, ['create']),
  {
    name: 'maintenance_windows.list',
    method: 'GET',
    path: '/maintenance_windows',
    confidence: 'inferred',
    findsNames: true,
  },
];
