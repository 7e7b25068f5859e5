import { AppError } from '../../common/errors/app.error.js';
import { PartlyDoneError } from './tool.errors.js';

/** Runs a step and adds to its failure what had been done before it. @param done a whole sentence @throws PartlyDoneError */
export async function saying<T>(done: string | undefined, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw done !== undefined && error instanceof AppError ? new PartlyDoneError(error, done) : error;
  }
}
