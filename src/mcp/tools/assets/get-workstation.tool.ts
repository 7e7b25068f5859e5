import { getRecord } from '../records/get-record.js';
import { workstationToolset } from './workstation-toolset.js';

export const getWorkstation = getRecord(workstationToolset, {
  description:
    'Read one workstation where the portal has them apart from other assets: state, who uses it, network addresses. get_asset has them in every portal, with costs and warranty.',
});
