import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Replica } from './replica.js';

const CHECK_EVERY_MS = 500;
/** Kubernetes and cloud balancers send traffic on for a while after a replica has said that it is not ready. */
const LAG_MS = 3_000;

/** A TCP balancer that goes round the ready replicas, and learns late of one that is ready no more. */
export class Balancer {
  private readonly listed = new Set<Replica>();
  private readonly unreadySince = new Map<Replica, number>();
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private turn = 0;
  private closed = false;
  port = 0;

  private constructor(private readonly replicas: readonly Replica[]) {
    for (const replica of replicas) this.listed.add(replica);
    this.server = createServer((client) => this.join(client));
  }

  static async before(replicas: readonly Replica[]): Promise<Balancer> {
    const balancer = new Balancer(replicas);
    await new Promise<void>((resolve) => balancer.server.listen(0, '127.0.0.1', resolve));
    balancer.port = (balancer.server.address() as { port: number }).port;
    for (const replica of replicas) void balancer.watch(replica);
    return balancer;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  isListed(replica: Replica): boolean {
    return this.listed.has(replica);
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async watch(replica: Replica): Promise<void> {
    while (!this.closed) {
      if (await replica.isReady()) {
        this.unreadySince.delete(replica);
        this.listed.add(replica);
      } else {
        const since = this.unreadySince.get(replica) ?? performance.now();
        this.unreadySince.set(replica, since);
        if (performance.now() - since >= LAG_MS) this.listed.delete(replica);
      }
      await wait(CHECK_EVERY_MS, undefined, { ref: false });
    }
  }

  private join(client: Socket): void {
    const choice = [...this.listed];
    const replica = choice[this.turn++ % choice.length];
    if (!replica) return void client.destroy();
    const server = connect(replica.port, '127.0.0.1');
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(socket);
      socket.setNoDelay(true).pipe(other);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
    }
  }
}
