import { z } from 'zod';

import { AppError } from '../../common/errors/app.error.js';

/** A part of an answer that could not be read; the rest of the answer holds. */
export const MissingPart = z.object({ part: z.string(), code: z.string(), reason: z.string() });

export type MissingPart = z.output<typeof MissingPart>;

/** Reads the parts of an answer so that one that fails is named rather than fatal. */
export class Parts {
  readonly missing: MissingPart[] = [];

  constructor(private readonly signal: AbortSignal) {}

  /** The part, or undefined when it failed with an error of ours. Bugs and a caller who went away still throw. */
  async read<T>(part: string, reading: Promise<T>): Promise<T | undefined> {
    try {
      return await reading;
    } catch (error) {
      if (!(error instanceof AppError) || this.signal.aborted) throw error;
      this.missing.push({ part, code: error.code, reason: error.message });
      return undefined;
    }
  }
}

/** What to say of parts that are missing; undefined when none is. */
export function missingText(missing: readonly MissingPart[]): string | undefined {
  if (missing.length === 0) return undefined;
  return `Not available: ${missing.map(({ part, reason }) => `${part} (${reason})`).join(' ')}`;
}
