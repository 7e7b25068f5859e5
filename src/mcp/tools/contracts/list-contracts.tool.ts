import { listRecords } from '../records/list-records.js';
import { contractToolset } from './contract-toolset.js';

export const listContracts = listRecords(contractToolset, {
  description:
    'List contracts with vendors, narrowed by words, vendor or when they end, such as ends_before "2027-01-01" for those to be renewed. Not every portal has the module; then it is said.',
});
