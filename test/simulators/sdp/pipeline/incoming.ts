import type { IncomingMessage } from 'node:http';
import { readBody } from '../../common/loopback-server.js';

/** One HTTP request, read to its end. */
export interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly accept: string;
  readonly authorization: string;
  /** Fields of a form body; undefined when the body is of another sort, which the vendor does not look at. */
  readonly form: URLSearchParams | undefined;
  /** Is there a body that is not a form? */
  readonly hasForeignBody: boolean;
}

export async function readIncoming(req: IncomingMessage): Promise<Incoming> {
  const { pathname, searchParams } = new URL(req.url ?? '/', 'http://simulator');
  const body = await readBody(req);
  const isForm = (req.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  return {
    method: req.method ?? 'GET',
    path: pathname,
    query: searchParams,
    accept: req.headers.accept ?? '',
    authorization: req.headers.authorization ?? '',
    form: isForm ? new URLSearchParams(body) : undefined,
    hasForeignBody: !isForm && body !== '',
  };
}
