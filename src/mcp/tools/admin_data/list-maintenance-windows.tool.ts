import { listRecords } from '../records/list-records.js';
import { maintenanceToolset } from './maintenance-toolset.js';

export const listMaintenanceWindows = listRecords(maintenanceToolset, {
  description:
    'List planned maintenance windows with their status, start and end, narrowed by words or by when they start. Not every portal has them; then it is said.',
});
