import { listRecords } from '../records/list-records.js';
import { changeToolset } from './change-toolset.js';

export const listChanges = listRecords(changeToolset, {
  description:
    'List changes, newest first, narrowed by stage, status, type, risk, people, group, words or dates; open true means not completed. All filters must hold; names are enough. To read one with its plans, notes and approvals, use get_change.',
});
