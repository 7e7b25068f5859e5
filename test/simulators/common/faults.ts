import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Spoil, spoilAnswer } from './spoil-answer.js';

/**
 * What can go wrong between a client and a vendor. With `after: true` the request is carried out first and only the
 * answer suffers: the case in which a client cannot know whether its write happened. `resetMidBody`, `truncated` and
 * `wrongContentType` are always of that sort, for it is the true answer that arrives damaged.
 */
export type Fault =
  /** The answer comes `ms` milliseconds late. The request is carried out even when the client has gone by then. */
  | { readonly kind: 'slow'; readonly ms: number; readonly after?: boolean }
  /** The connection stays open and nothing comes, until the client or the simulator closes it. */
  | { readonly kind: 'hang'; readonly after?: boolean }
  /** A status such as 502 with an HTML page (default), a small JSON body, or the JSON body given. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: 'html' | 'json' | object;
      readonly headers?: Readonly<Record<string, string>>;
      readonly after?: boolean;
    }
  /** An HTML page under status 200, as a login or captive page in front of the vendor gives (reference D.7). */
  | { readonly kind: 'html'; readonly after?: boolean }
  /** The socket is destroyed before any header. */
  | { readonly kind: 'reset'; readonly after?: boolean }
  /** Headers and the first half of the body arrive, then the socket is destroyed. */
  | { readonly kind: 'resetMidBody' }
  /** A complete HTTP answer whose body is the first half of the true one. */
  | { readonly kind: 'truncated' }
  /** The true body, labelled `text/html`. */
  | { readonly kind: 'wrongContentType' };

/** What a predicate sees of a request; each simulator adds what it knows besides, such as the grant type. */
export interface RequestSeen {
  readonly method: string;
  /** Path without query. */
  readonly path: string;
}

interface Armed<Seen> {
  readonly fault: Fault;
  readonly hits: (request: Seen) => boolean;
  remaining: number;
}

/** The faults of one simulator, switched by tests while it runs. */
export class FaultSwitch<Seen extends RequestSeen = RequestSeen> {
  private readonly armed: Armed<Seen>[] = [];

  /** The next `count` requests that `hits` accepts meet the fault; faults armed earlier are used up first. */
  next(count: number, fault: Fault, hits: (request: Seen) => boolean = () => true): void {
    this.armed.push({ fault, hits, remaining: count });
  }

  /** Every request that `hits` accepts meets the fault, after those armed with `next`, until `clear()`. */
  untilCleared(fault: Fault, hits: (request: Seen) => boolean = () => true): void {
    this.armed.push({ fault, hits, remaining: Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.armed.length = 0;
  }

  /** The fault this request meets; it counts as used. */
  take(request: Seen): Fault | undefined {
    const candidates = this.armed.filter(({ remaining, hits }) => remaining > 0 && hits(request));
    const chosen = candidates.find(({ remaining }) => Number.isFinite(remaining)) ?? candidates[0];
    if (!chosen) return undefined;
    chosen.remaining -= 1;
    return chosen.fault;
  }
}

/**
 * Lets `fault` happen to an exchange. `answered`: nothing is left to do. `continue`: the simulator goes on and answers
 * through `res` as if nothing was wrong; what it writes may be changed or lost on the way.
 */
export async function applyFault(
  fault: Fault | undefined,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<'answered' | 'continue'> {
  if (!fault) return 'continue';
  switch (fault.kind) {
    case 'slow':
      if (fault.after) return spoiled(res, async (answer) => (await pause(fault.ms), answer.send()));
      await pause(fault.ms);
      return 'continue';
    case 'resetMidBody':
      return spoiled(res, (answer) => answer.sendHalfThenReset());
    case 'truncated':
      return spoiled(res, (answer) => answer.sendBody(answer.body.subarray(0, answer.body.length >> 1)));
    case 'wrongContentType':
      return spoiled(res, (answer) => answer.sendBody(answer.body, 'text/html;charset=UTF-8'));
    case 'hang':
    case 'status':
    case 'html':
    case 'reset':
      if (fault.after) return spoiled(res, () => answerInstead(fault, req, res));
      answerInstead(fault, req, res);
      return 'answered';
  }
}

function spoiled(res: ServerResponse, spoil: Spoil): 'continue' {
  spoilAnswer(res, spoil);
  return 'continue';
}

function answerInstead(
  fault: Extract<Fault, { kind: 'hang' | 'status' | 'html' | 'reset' }>,
  req: IncomingMessage,
  res: ServerResponse,
): void {
  for (const name of res.getHeaderNames()) res.removeHeader(name);
  switch (fault.kind) {
    case 'hang':
      return;
    case 'reset':
      req.socket.destroy();
      return;
    case 'html':
      sendPage(res, 200, 'Sign in');
      return;
    case 'status': {
      const { status, body = 'html', headers = {} } = fault;
      if (body === 'html') return sendPage(res, status, 'The server is temporarily unable to answer', headers);
      res.writeHead(status, { 'content-type': 'application/json;charset=UTF-8', ...headers });
      res.end(JSON.stringify(body === 'json' ? { error: 'server_error' } : body));
    }
  }
}

function sendPage(res: ServerResponse, status: number, title: string, headers: Record<string, string> = {}): void {
  res.writeHead(status, { 'content-type': 'text/html;charset=UTF-8', ...headers });
  res.end(`<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`);
}

/** Real time, because it is the network that is slow; does not keep a finished test process alive. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
