import { z } from 'zod';

/** What is kept of a write that was done: ids and flags of ours, never what a ticket says. */
export const WriteResult = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
export type WriteResult = Readonly<z.output<typeof WriteResult>>;
