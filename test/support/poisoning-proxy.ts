import type { IncomingMessage } from 'node:http';
import { type LoopbackServer, readBody, startLoopbackServer } from '../simulators/common/loopback-server.js';

/** Values that SDP makes itself, or that are not text: ids, times, addresses, kinds. Everything else is written by people. */
const MADE_BY_SDP = new Set([
  ...['id', 'display_id', 'value', 'display_value', 'internal_name', 'type', 'status_code', 'email_id', 'field_key'],
  ...['content_type', 'content_url', 'file_id', 'photo_url', 'color', 'size', 'api_name', 'entity', 'time_elapsed'],
]);

/** Parents in which every value is SDP's own. */
const ECHOES = new Set(['list_info', 'response_status', 'metainfo', 'layouts']);

/** Texts beyond this many characters stand in an answer twice at most, or lists would grow beyond what is read. */
const LONG = 5_000;

/**
 * Stands between a client and the SDP simulator, and writes texts of its choice into every place of an answer that
 * somebody outside could have written: subjects, names, own fields, and whatever a new module may hold.
 */
export class PoisoningProxy {
  /** The simulator's address. */
  target = '';
  /** Taken in turn; none: answers pass unchanged. */
  texts: readonly string[] = [];
  /** Index of the first text of the next answer. */
  from = 0;
  private server: LoopbackServer;

  static async start(): Promise<PoisoningProxy> {
    const proxy = new PoisoningProxy();
    proxy.server = await startLoopbackServer(async (req, res) => {
      const { status, type, body } = await proxy.forward(req);
      res.writeHead(status, { 'content-type': type }).end(body);
    });
    return proxy;
  }

  get url(): string {
    return this.server.url;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  private async forward(req: IncomingMessage): Promise<{ status: number; type: string; body: Buffer | string }> {
    const { method = 'GET', url = '/', headers } = req;
    const { host: _host, connection: _connection, 'content-length': _length, ...kept } = headers;
    const answer = await fetch(new URL(url, this.target), {
      method,
      headers: kept as Record<string, string>,
      ...(method === 'GET' ? {} : { body: await readBody(req) }),
    });
    const body = Buffer.from(await answer.arrayBuffer());
    const type = answer.headers.get('content-type') ?? 'application/octet-stream';
    return { status: answer.status, type, body: this.poisoned(body, type) };
  }

  private poisoned(body: Buffer, type: string): Buffer | string {
    if (this.texts.length === 0) return body;
    if (type.startsWith('text/')) return `${body.toString('utf8')}\n${this.texts[this.from % this.texts.length]}`;
    if (!type.startsWith('application/json')) return body;
    let index = this.from;
    let long = 0;
    const next = (): string => {
      const text = this.texts[index++ % this.texts.length]!;
      if (text.length <= LONG) return text;
      long += 1;
      return long > 2 ? text.slice(0, LONG) : text;
    };
    return JSON.stringify(written(JSON.parse(body.toString('utf8')), next));
  }
}

function written(value: unknown, next: () => string, key = ''): unknown {
  if (typeof value === 'string') return MADE_BY_SDP.has(key) ? value : next();
  if (Array.isArray(value)) return value.map((one) => written(one, next, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, ECHOES.has(name) ? one : written(one, next, name)]),
  );
}
