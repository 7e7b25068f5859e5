import { AppError } from './app.error.js';

/** A stable word for what went wrong, for counting: the code of an error of ours, and one word for all others. */
export function outcomeCode(error: unknown): string {
  return error instanceof AppError ? error.code : 'INTERNAL_ERROR';
}
