import { createContract } from './create-contract.tool.js';
import { deleteContract } from './delete-contract.tool.js';
import { getContract } from './get-contract.tool.js';
import { listContracts } from './list-contracts.tool.js';
import { updateContract } from './update-contract.tool.js';
import type { Tool } from '../define-tool.js';

/** In the order in which clients see them. */
export const contractTools: readonly Tool[] = [
  listContracts,
  getContract,
  createContract,
  updateContract,
  deleteContract,
];
