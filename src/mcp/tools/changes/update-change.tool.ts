import { updateRecord } from '../records/update-record.js';
import { changeToolset } from './change-toolset.js';

export const updateChange = updateRecord(changeToolset, {
  title: 'Update or close a change',
  description:
    'Change fields of a change. With a new status give comment too: most portals want it. To finish a change set status Completed; its workflow moves the stage by itself. Only what is given changes; clear_fields empties fields. The answer shows each changed field before and after. To approve, use decide_approval.',
});
