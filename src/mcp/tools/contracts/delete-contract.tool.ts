import { deleteRecord } from '../records/delete-record.js';
import { contractToolset } from './contract-toolset.js';

export const deleteContract = deleteRecord(contractToolset, {
  description: 'Delete a contract for good. Without confirm nothing is deleted and what would be is shown.',
});
