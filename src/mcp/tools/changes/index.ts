import type { Tool } from '../define-tool.js';
import { addChangeNote } from './add-change-note.tool.js';
import { createChange } from './create-change.tool.js';
import { deleteChange } from './delete-change.tool.js';
import { getChange } from './get-change.tool.js';
import { listChanges } from './list-changes.tool.js';
import { updateChange } from './update-change.tool.js';

/** In the order in which clients see them. */
export const changesTools: readonly Tool[] = [
  listChanges,
  getChange,
  createChange,
  updateChange,
  deleteChange,
  addChangeNote,
];
