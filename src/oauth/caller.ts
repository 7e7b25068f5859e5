import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type CallerCredentials, readCredentials } from './caller-credentials.js';
import { type CallerOptions, readOptions } from './caller-options.js';

/** What a request's headers and query say, parsed once at the edge. Nothing in it is verified. */
export interface Caller extends CallerOptions {
  readonly credentials: CallerCredentials;
}

/** Reads who is calling; never throws. What is not usable is said in `credentials` and `problems`. */
export function readCaller(headers: IncomingHttpHeaders, query: URLSearchParams): Caller {
  return { credentials: readCredentials(headers, query), ...readOptions(headers, query) };
}

/**
 * SHA-256 of the credential pair, or of `none` when there is no usable pair, as 64 hex digits. It binds an SSE
 * session to who opened it. Never logged: it stands for the secret.
 */
export function callerFingerprint({ credentials }: Pick<Caller, 'credentials'>): string {
  const text =
    credentials.kind === 'present' ? `${credentials.value.clientId}\0${credentials.value.clientSecret}` : 'none';
  return createHash('sha256').update(text).digest('hex');
}
