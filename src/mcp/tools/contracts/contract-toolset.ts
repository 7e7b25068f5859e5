import { CONTRACTS } from '../../../sdp-api/contracts/contract.record.js';
import type { RecordToolset } from '../records/record-toolset.js';

/** What the tools for contracts are made from. */
export const contractToolset: RecordToolset = {
  module: CONTRACTS,
  parent: 'contract',
  toolset: 'contracts',
  scope: 'SDPOnDemand.contracts',
  argNames: { title: 'name' },
  says: { title: 'Name of the contract', owner: 'who looks after it' },
  filters: {
    text: { by: 'words', paths: ['name'] },
    vendor: { by: 'lookup', field: 'vendor' },
    ends_before: { by: 'before', field: 'active_till' },
    ends_after: { by: 'after', field: 'active_till' },
  },
  columns: ['vendor', 'status', 'active_from', 'active_till', 'cost'],
};
