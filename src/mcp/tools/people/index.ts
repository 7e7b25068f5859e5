import { findTechnician } from './find-technician.tool.js';
import { getTechnician } from './get-technician.tool.js';
import { listTechnicians } from './list-technicians.tool.js';
import type { Tool } from '../define-tool.js';

/** In the order in which clients see them. */
export const peopleTools: readonly Tool[] = [listTechnicians, getTechnician, findTechnician];
