import { listRecords } from '../records/list-records.js';
import { workstationToolset } from './workstation-toolset.js';

export const listWorkstations = listRecords(workstationToolset, {
  description:
    'List workstations where the portal has them apart from other assets; a portal that has not says so. list_assets with product_type "Workstation" has them in every portal. To change one use update_asset.',
});
