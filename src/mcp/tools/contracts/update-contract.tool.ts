import { updateRecord } from '../records/update-record.js';
import { contractToolset } from './contract-toolset.js';

export const updateContract = updateRecord(contractToolset, {
  description:
    'Change fields of a contract. Only what is given changes; clear_fields empties fields. The answer shows each changed field before and after.',
});
