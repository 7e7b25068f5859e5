import { createConnection, createServer, type Server, type Socket } from 'node:net';

/**
 * What a proxy does with its connections.
 *
 * - `pass`: nothing.
 * - `silent`: as where packets are dropped. Connections stay open and nothing arrives, not even their end; what was
 *   sent meanwhile arrives when the proxy passes again, as TCP sends it again.
 * - `answers-lost`: what is sent arrives, and no answer comes back.
 * - `refuse`: as where nobody listens. Open connections are reset, new ones refused.
 */
export type ProxyMode = 'pass' | 'silent' | 'answers-lost' | 'refuse';

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

/** A TCP proxy that a test can make misbehave, between the server and its database, Zoho or SDP. */
export class FaultProxy {
  private readonly pairs = new Set<Pair>();
  private mode: ProxyMode = 'pass';
  private delayMs = 0;
  private listening = true;

  private constructor(
    private readonly listener: Server,
    private readonly target: { readonly host: string; readonly port: number },
    /** On 127.0.0.1; the same for the proxy's whole life. */
    readonly port: number,
  ) {
    listener.on('connection', (client: Socket) => this.join(client));
  }

  /** @param target where to, as `http://127.0.0.1:8080` or `postgres://user@127.0.0.1:5432/test` */
  static async to(target: string): Promise<FaultProxy> {
    const { hostname, port, protocol } = new URL(target);
    const listener = createServer();
    await listen(listener, 0);
    const own = (listener.address() as { port: number }).port;
    const usual = protocol.startsWith('postgres') ? 5432 : 80;
    return new FaultProxy(listener, { host: hostname, port: Number(port || usual) }, own);
  }

  /** The same address by way of this proxy. */
  urlOf(target: string): string {
    const url = new URL(target);
    url.hostname = '127.0.0.1';
    url.port = String(this.port);
    return url.href;
  }

  /** Connections open now. */
  get connections(): number {
    return this.pairs.size;
  }

  async set(mode: ProxyMode): Promise<void> {
    this.mode = mode;
    if (mode === 'refuse') {
      this.cut();
      await this.unlisten();
      return;
    }
    if (!this.listening) await listen(this.listener, this.port);
    this.listening = true;
    for (const pair of this.pairs) this.obey(pair);
  }

  /** Every chunk, in both directions, arrives so much later. */
  slowDown(delayMs: number): void {
    this.delayMs = delayMs;
  }

  /** Resets the open connections; new ones are treated as the mode says. */
  cut(): void {
    for (const { client, server } of this.pairs) {
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
    this.pairs.clear();
  }

  async close(): Promise<void> {
    this.cut();
    await this.unlisten();
  }

  private join(client: Socket): void {
    const pair: Pair = { client, server: createConnection(this.target) };
    this.pairs.add(pair);
    this.carry(pair, client, pair.server);
    this.carry(pair, pair.server, client);
    this.obey(pair);
  }

  private carry(pair: Pair, from: Socket, to: Socket): void {
    const later = (act: () => void): void => void (this.delayMs > 0 ? setTimeout(act, this.delayMs) : act());
    from.on('data', (chunk) => later(() => void (to.destroyed || to.write(chunk))));
    from.on('end', () => later(() => void to.end()));
    from.on('error', () => to.destroy());
    from.on('close', () => this.pairs.delete(pair));
  }

  private obey({ client, server }: Pair): void {
    (this.mode === 'silent' ? client.pause() : client.resume()).setNoDelay();
    (this.mode === 'pass' ? server.resume() : server.pause()).setNoDelay();
  }

  private async unlisten(): Promise<void> {
    if (!this.listening) return;
    this.listening = false;
    await new Promise((resolve) => this.listener.close(resolve));
  }
}

function listen(listener: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(port, '127.0.0.1', () => {
      listener.off('error', reject);
      resolve();
    });
  });
}
