import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type HttpFault, spoil, type WholeAnswer } from './http-faults.js';

/** One request as the proxy saw it. */
export interface Passage {
  readonly method: string;
  /** Path without query. */
  readonly path: string;
  readonly query: string;
  readonly at: number;
  /** The fault it met. */
  fault?: HttpFault;
  /** Milliseconds from its start until the client had gone without waiting for the end of the answer. */
  abandonedAfterMs?: number;
}

/** Faults of requests that `hits` accepts. Undefined is none; functions choose for each request. */
type Chooser = (passage: Passage) => HttpFault | undefined;

/**
 * An HTTP proxy between a server and a vendor that can spoil each exchange by itself, and keeps a journal. Where only
 * connections matter, as before a database, `FaultProxy` is enough.
 */
export class HttpFaultProxy {
  readonly journal: Passage[] = [];
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 512 });
  private choose: Chooser = () => undefined;
  private listening = true;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
    /** On 127.0.0.1; the same for the proxy's whole life. */
    readonly port: number,
  ) {
    server.on('request', (req: IncomingMessage, res: ServerResponse) => void this.pass(req, res));
  }

  static async to(target: string): Promise<HttpFaultProxy> {
    const server = createServer({ keepAliveTimeout: 60_000 });
    await listen(server, 0);
    return new HttpFaultProxy(server, new URL(target), (server.address() as { port: number }).port);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** From the next request on, until set anew. Without a fault all is well again. */
  async set(fault?: HttpFault | Chooser): Promise<void> {
    this.choose = typeof fault === 'function' ? fault : () => fault;
    if (typeof fault === 'object' && fault.kind === 'refuse') {
      this.server.closeAllConnections();
      if (this.listening) await new Promise((resolve) => this.server.close(resolve));
      this.listening = false;
    } else if (!this.listening) {
      await listen(this.server, this.port);
      this.listening = true;
    }
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    if (this.listening) await new Promise((resolve) => this.server.close(resolve));
    this.agent.destroy();
  }

  private async pass(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { pathname, search } = new URL(req.url ?? '/', this.target);
    const passage: Passage = { method: req.method ?? 'GET', path: pathname, query: search, at: performance.now() };
    this.journal.push(passage);
    res.once('close', () => {
      if (!res.writableFinished) passage.abandonedAfterMs = performance.now() - passage.at;
    });
    const fault = this.choose(passage);
    if (fault !== undefined) passage.fault = fault;
    try {
      const body = await bodyOf(req);
      if (fault?.kind === 'latency') await wait(fault.ms + Math.random() * (fault.jitterMs ?? 0));
      else if (fault && !('after' in fault && fault.after)) return await spoil(fault, req.socket, res);
      const answer = await this.forward(req, body, res);
      if (!answer) return;
      if (fault && fault.kind !== 'latency') return await spoil(fault, req.socket, res, answer);
      res.writeHead(answer.status, answer.headers).end(answer.body);
    } catch {
      res.destroy();
    }
  }

  /** The vendor's answer; undefined when the client left before it came. */
  private forward(req: IncomingMessage, body: Buffer, res: ServerResponse): Promise<WholeAnswer | undefined> {
    return new Promise((resolve, reject) => {
      const { method, headers } = req;
      const outgoing = request(
        { host: this.target.hostname, port: this.target.port, path: req.url, method, headers, agent: this.agent },
        (incoming) => {
          bodyOf(incoming).then(
            (text) => resolve({ status: incoming.statusCode ?? 502, headers: ownHeaders(incoming), body: text }),
            reject,
          );
        },
      );
      outgoing.on('error', reject);
      res.once('close', () => {
        if (res.writableFinished) return;
        // A read nobody waits for ends at the vendor too, as without a proxy; a write is carried out.
        if (method === 'GET') outgoing.destroy();
        resolve(undefined);
      });
      outgoing.end(body);
    });
  }
}

function ownHeaders({ headers }: IncomingMessage): Record<string, string | string[]> {
  const { connection: _connection, 'keep-alive': _keepAlive, 'transfer-encoding': _chunked, ...kept } = headers;
  return kept as Record<string, string | string[]>;
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
