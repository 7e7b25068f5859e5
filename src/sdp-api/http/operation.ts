import type { z } from 'zod';

/** One call to SDP, as the resource APIs describe it; how it travels is `send`'s business. */
export interface Operation<T> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path parts after `/api/v3/`; each is encoded by itself. */
  readonly path: readonly string[];
  /** Becomes `input_data`: in the query of GET and DELETE, in the form body of POST and PUT. */
  readonly input?: unknown;
  /** What is read of the answer's body. */
  readonly answer: z.ZodType<T>;
  /**
   * False where a 401 may mean that the path does not exist, so that a token is not renewed for nothing.
   * Default true.
   */
  readonly renewsToken?: boolean;
}

/** Sends one operation with the caller's token, inside the caller's deadline. @throws SdpApiError and its family */
export type Send = <T>(operation: Operation<T>) => Promise<T>;
