import { getRecord } from '../records/get-record.js';
import { contractToolset } from './contract-toolset.js';

export const getContract = getRecord(contractToolset, {
  description:
    'Read one contract: vendor, status, owner, cost, from when to when it runs. To see which there are, use list_contracts.',
});
