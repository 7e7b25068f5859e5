import type { Tool } from '../define-tool.js';
import { addProblemNote } from './add-problem-note.tool.js';
import { createProblem } from './create-problem.tool.js';
import { deleteProblem } from './delete-problem.tool.js';
import { getProblem } from './get-problem.tool.js';
import { listProblems } from './list-problems.tool.js';
import { updateProblem } from './update-problem.tool.js';

/** In the order in which clients see them. */
export const problemsTools: readonly Tool[] = [
  listProblems,
  getProblem,
  createProblem,
  updateProblem,
  deleteProblem,
  addProblemNote,
];
