import { createRequester } from './create-requester.tool.js';
import { deleteRequester } from './delete-requester.tool.js';
import { findRequester } from './find-requester.tool.js';
import { findTechnician } from './find-technician.tool.js';
import { getRequester } from './get-requester.tool.js';
import { getTechnician } from './get-technician.tool.js';
import { listRequesters } from './list-requesters.tool.js';
import { listTechnicians } from './list-technicians.tool.js';
import { updateRequester } from './update-requester.tool.js';
import { whoIsFree } from './who-is-free.tool.js';
import type { Tool } from '../define-tool.js';

/** In the order in which clients see them. */
export const peopleTools: readonly Tool[] = [
  listTechnicians,
  getTechnician,
  findTechnician,
  findRequester,
  getRequester,
  listRequesters,
  createRequester,
  updateRequester,
  deleteRequester,
  whoIsFree,
];
