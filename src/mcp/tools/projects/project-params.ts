import { z } from 'zod';

/** The project in arguments. */
export const projectId = z
  .preprocess(
    (value) => (typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value),
    z.string().trim().min(1).max(500),
  )
  .describe('The number, code or whole title of the project, a link to it, or its long id');
