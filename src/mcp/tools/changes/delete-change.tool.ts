import { deleteRecord } from '../records/delete-record.js';
import { changeToolset } from './change-toolset.js';

export const deleteChange = deleteRecord(changeToolset, {
  description:
    'Delete a change. Without confirm nothing is deleted and what would be is shown. To stop a change, set its status with update_change instead.',
});
