import type { FilePart } from './multipart.js';

/** Reads the body of an answer; every zod schema is one. */
export interface Reader<T> {
  safeParse(
    json: unknown,
  ): { readonly success: true; readonly data: T } | { readonly success: false; readonly error: unknown };
}

/** One call to SDP, as the resource APIs describe it; how it travels is `send`'s business. */
export interface Operation<T> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path parts after `/api/v3/`; each is encoded by itself. */
  readonly path: readonly string[];
  /** Becomes `input_data`: in the query of GET and DELETE, in the form body of POST and PUT. */
  readonly input?: unknown;
  /** A file to upload, as a form in the body; not together with `input`. */
  readonly file?: FilePart;
  /** Address of a file as SDP named it in an answer; called instead of `path` when it is on SDP's own host. */
  readonly fileUrl?: string;
  /** What is read of the answer's body. Made once, not for each call: building a schema costs more than reading by it. */
  readonly answer: Reader<T>;
  /**
   * False where a 401 may mean that the path does not exist, so that a token is not renewed for nothing.
   * Default true.
   */
  readonly renewsToken?: boolean;
}

/** Sends one operation with the caller's token, inside the caller's deadline. @throws SdpApiError and its family */
export type Send = <T>(operation: Operation<T>) => Promise<T>;
