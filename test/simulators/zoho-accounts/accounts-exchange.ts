import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../common/loopback-server.js';

/** A request as the routes see it. */
export interface AccountsRequest {
  readonly method: string;
  readonly path: string;
  /** Query and form merged; the form wins (reference A.4, E.1). Empty values count as absent. */
  readonly params: ReadonlyMap<string, string>;
  readonly authorization: string | undefined;
  readonly secretInUrl: boolean;
}

/** An answer: an object is sent as JSON, a string as an HTML page. */
export interface AccountsAnswer {
  readonly status: number;
  readonly body: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function readAccountsRequest(req: IncomingMessage): Promise<AccountsRequest> {
  const url = new URL(req.url ?? '/', 'http://127.0.0.1');
  const isForm = req.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  const body = await readBody(req);
  const pairs = [...url.searchParams, ...(isForm ? new URLSearchParams(body) : [])];
  return {
    method: req.method ?? 'GET',
    path: url.pathname,
    params: new Map(pairs.filter(([, value]) => value !== '')),
    authorization: req.headers.authorization,
    secretInUrl: url.searchParams.has('client_secret'),
  };
}

export function sendAccountsAnswer(res: ServerResponse, { status, body, headers }: AccountsAnswer): void {
  const contentType = typeof body === 'string' ? 'text/html;charset=UTF-8' : 'application/json;charset=UTF-8';
  res.writeHead(status, { 'content-type': contentType, ...headers });
  res.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** What a person sees in the browser when an address or a client is wrong. */
export function errorPage(status: number, text: string): AccountsAnswer {
  return { status, body: `<!DOCTYPE html><html><head><title>Error</title></head><body><p>${text}</p></body></html>` };
}
