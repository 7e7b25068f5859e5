import { createRecord } from '../records/create-record.js';
import { contractToolset } from './contract-toolset.js';

export const createContract = createRecord(contractToolset, {
  description:
    'Add a contract. Names of vendors and people are enough. Calling twice adds two contracts, unless both calls have the same idempotencyKey.',
});
