import type { Tool } from '../define-tool.js';
import { createSolution } from './create-solution.tool.js';
import { deleteSolution } from './delete-solution.tool.js';
import { getSolution } from './get-solution.tool.js';
import { listSolutions } from './list-solutions.tool.js';
import { searchSolutions } from './search-solutions.tool.js';
import { setSolutionTopic } from './set-solution-topic.tool.js';
import { updateSolution } from './update-solution.tool.js';

/** In the order in which clients see them. */
export const solutionsTools: readonly Tool[] = [
  listSolutions,
  searchSolutions,
  getSolution,
  createSolution,
  updateSolution,
  deleteSolution,
  setSolutionTopic,
];
