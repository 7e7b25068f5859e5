import type { AppError } from '../common/errors/app.error.js';

/** The body of every failed answer over plain HTTP. */
export interface ErrorBody {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly resolution: string;
    readonly retryAfterSeconds?: number;
    readonly setupUrl?: string;
  };
  readonly status?: string;
  readonly needsSetup?: boolean;
  readonly setupUrl?: string;
  readonly steps?: readonly string[];
}

export function errorBody(error: AppError): ErrorBody {
  const { code, message, resolution, retryAfterSeconds, guidance } = error;
  return {
    ...guidance,
    error: {
      code,
      message,
      resolution,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      ...(guidance?.setupUrl === undefined ? {} : { setupUrl: guidance.setupUrl }),
    },
  };
}
