import { recordModule } from '../records/record-module.js';

/** Contracts. Only the module and its scope are documented; paths and fields follow the pattern of the others. */
export const CONTRACTS = recordModule({
  collection: 'contracts',
  entity: 'contract',
  noun: 'contract',
  plural: 'contracts',
  checkCreated: 'list the contracts with this name (list_contracts)',
  sortFields: [],
  undated: true,
  optional: true,
  confidence: { create: 'inferred', update: 'inferred', delete: 'inferred' },
  fields: {
    title: { kind: 'text', path: 'name', write: 'always' },
    description: { kind: 'html', write: 'always', detailOnly: true },
    vendor: { kind: 'lookup', write: 'always', values: 'vendors' },
    status: { kind: 'lookup' },
    owner: { kind: 'user', write: 'always' },
    cost: { kind: 'number', write: 'always' },
    active_from: { kind: 'date', write: 'always' },
    active_till: { kind: 'date', write: 'always' },
  },
});
