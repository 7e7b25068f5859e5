import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

/**
 * What happens to one exchange. With `after` the vendor has done what it was asked, and only its answer suffers;
 * without, it never hears of the request.
 */
export type HttpFault =
  /** The request is passed on late, by `ms` and up to `jitterMs` more. */
  | { readonly kind: 'latency'; readonly ms: number; readonly jitterMs?: number }
  /** Nobody listens. */
  | { readonly kind: 'refuse' }
  /** RST before any header of an answer. */
  | { readonly kind: 'reset'; readonly after?: boolean }
  /** Headers, then RST. */
  | { readonly kind: 'reset-after-headers'; readonly after: true }
  /** Headers and half of the body, then RST. */
  | { readonly kind: 'reset-mid-body'; readonly after: true }
  /** The connection stays open and silent. */
  | { readonly kind: 'blackhole'; readonly after?: boolean }
  /** Headers and half of the body, then silence. */
  | { readonly kind: 'stall-mid-body'; readonly after: true }
  /** FIN instead of an answer. */
  | { readonly kind: 'half-close'; readonly after?: boolean }
  /** A length that is promised and not kept: half of the body, then FIN. */
  | { readonly kind: 'short-body'; readonly after: true }
  /** A complete HTTP answer with the first half of the true body. */
  | { readonly kind: 'truncate'; readonly after: true }
  /** The body at so many bytes a second. */
  | { readonly kind: 'bandwidth'; readonly bytesPerSecond: number; readonly after: true }
  /** The true answer as HTTP/1.0 gives it: without length, ended by the end of the connection. */
  | { readonly kind: 'http-1.0'; readonly after: true }
  /** Bytes that are no HTTP. */
  | { readonly kind: 'garbage'; readonly after?: boolean }
  /** So many megabytes of zeros, gzipped to a thousandth. */
  | { readonly kind: 'gzip-bomb'; readonly megabytes: number; readonly after?: boolean }
  /** Another answer. A body that is an object goes as JSON. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body?: string | object;
      readonly headers?: Readonly<Record<string, string>>;
      /** It comes so late. */
      readonly ms?: number;
      readonly after?: boolean;
    };

/** An answer that the vendor gave. */
export interface WholeAnswer {
  readonly status: number;
  readonly headers: Record<string, string | string[]>;
  readonly body: Buffer;
}

const NO_ANSWER: WholeAnswer = { status: 200, headers: {}, body: Buffer.from('{}') };

/** Lets the fault happen. @param answer the vendor's, where the fault is one of its answer */
export async function spoil(
  fault: Exclude<HttpFault, { kind: 'latency' }>,
  socket: Socket,
  res: ServerResponse,
  answer = NO_ANSWER,
): Promise<void> {
  const half = answer.body.subarray(0, answer.body.length >> 1);
  const promised = { ...answer.headers, 'content-length': String(answer.body.length) };
  switch (fault.kind) {
    case 'refuse':
    case 'reset':
      return void socket.resetAndDestroy();
    case 'reset-after-headers':
      res.writeHead(answer.status, promised).flushHeaders();
      return void setTimeout(() => socket.resetAndDestroy(), 20);
    case 'reset-mid-body':
      res.writeHead(answer.status, promised).write(half);
      return void setTimeout(() => socket.resetAndDestroy(), 20);
    case 'blackhole':
      return;
    case 'stall-mid-body':
      return void res.writeHead(answer.status, promised).write(half);
    case 'half-close':
      return void socket.end();
    case 'short-body':
      res.writeHead(answer.status, promised).write(half);
      return void setTimeout(() => socket.end(), 20);
    case 'truncate':
      return void res.writeHead(answer.status, { ...promised, 'content-length': String(half.length) }).end(half);
    case 'bandwidth':
      return trickle(res.writeHead(answer.status, promised), answer.body, fault.bytesPerSecond);
    case 'http-1.0':
      socket.write(`HTTP/1.0 ${answer.status} OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n`);
      return void socket.end(answer.body);
    case 'garbage':
      return void socket.end('\u0016\u0003\u0001 this is not HTTP\r\n\r\n');
    case 'gzip-bomb':
      res.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      return void res.end(gzipSync(Buffer.alloc(fault.megabytes * 1_048_576)));
    case 'answer':
      await wait(fault.ms ?? 0);
      return sendInstead(fault, res);
  }
}

async function trickle(res: ServerResponse, body: Buffer, bytesPerSecond: number): Promise<void> {
  const piece = Math.max(1, Math.floor(bytesPerSecond / 10));
  for (let sent = 0; sent < body.length && !res.destroyed; sent += piece) {
    res.write(body.subarray(sent, sent + piece));
    await wait((piece / bytesPerSecond) * 1000);
  }
  res.end();
}

function sendInstead(
  { status, body = '', headers = {} }: Extract<HttpFault, { kind: 'answer' }>,
  res: ServerResponse,
): void {
  const isText = typeof body === 'string';
  res.writeHead(status, { 'content-type': isText ? 'text/html;charset=UTF-8' : 'application/json', ...headers });
  res.end(isText ? body : JSON.stringify(body));
}
