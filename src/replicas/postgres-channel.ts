import { setTimeout as wait } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { ListeningClient, type ListeningTimes } from './listening-client.js';
import type { ChannelListener, ReplicaChannel } from './replica-channel.js';

/** Times in ms. */
export interface ChannelTimes extends ListeningTimes {
  readonly shortestRetryMs: number;
  readonly longestRetryMs: number;
}

const TIMES: ChannelTimes = {
  connectMs: 2_000,
  echoEveryMs: 15_000,
  longestEchoMs: 5_000,
  shortestRetryMs: 250,
  longestRetryMs: 10_000,
};

/** Texts under way at one time; a database that takes no more of them is as good as gone. */
const MOST_UNDER_WAY = 1_000;

/**
 * LISTEN and NOTIFY on a connection of its own: one of a pool would stop listening when it goes back. The list of
 * living replicas is the list of these connections, which the database itself keeps. See ADR 0009.
 */
export class PostgresChannel implements ReplicaChannel {
  private readonly logger = new Logger(PostgresChannel.name);
  private readonly times: ChannelTimes;
  private listener!: ChannelListener;
  private client: ListeningClient | undefined;
  private known: readonly string[] = [];
  private underWay = 0;
  private connections = 0;
  /** Something may have changed while nobody listened. */
  private missed = false;
  private readonly closing = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly url: string,
    private readonly replicaId: string,
    times: Partial<ChannelTimes> = {},
  ) {
    this.times = { ...TIMES, ...times };
  }

  open(listener: ChannelListener): Promise<void> {
    this.listener = listener;
    return new Promise((tried) => {
      this.running = this.run(tried);
    });
  }

  send(text: string): void {
    if (!this.client || this.underWay >= MOST_UNDER_WAY) return;
    this.underWay += 1;
    // What is lost here is made good by the resync of whoever reconnects, or by the age of its caches.
    void this.client
      .notify(text)
      .catch(() => undefined)
      .finally(() => (this.underWay -= 1));
  }

  async replicas(): Promise<readonly string[]> {
    try {
      this.known = (await this.client?.replicas()) ?? this.known;
    } catch {
      // As last known: a replica that cannot be asked for is shown as one without an answer.
    }
    return this.known;
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.running;
  }

  private async run(tried: () => void): Promise<void> {
    for (let failures = 0; !this.closing.signal.aborted;) {
      try {
        const client = await ListeningClient.connect(this.url, this.replicaId, this.times);
        failures = 0;
        await this.stay(client, tried);
      } catch (error) {
        if (this.closing.signal.aborted) return;
        failures += 1;
        this.missed = true;
        this.logger.warn({ event: 'replica_bus_lost', attempt: failures, error });
      }
      tried();
      await this.pause(failures);
    }
  }

  /** @throws when the connection is lost or the channel is closed */
  private async stay(client: ListeningClient, tried: () => void): Promise<never> {
    const listening = client.listen((text) => this.listener.received(text), this.closing.signal);
    this.client = client;
    this.connections += 1;
    this.logger.log({ event: 'replica_bus_connected', count: this.connections });
    // It listens already: what changes from here on is heard, what changed before is forgotten.
    if (this.missed) this.listener.reconnected();
    tried();
    try {
      return await listening;
    } finally {
      this.client = undefined;
      await client.end();
    }
  }

  /** A wait that doubles, from the shortest on and with jitter, so that replicas do not come back in one moment. */
  private async pause(failures: number): Promise<void> {
    const { shortestRetryMs, longestRetryMs } = this.times;
    const ceilingMs = Math.min(longestRetryMs, shortestRetryMs * 2 ** failures);
    const waitMs = shortestRetryMs + Math.random() * (ceilingMs - shortestRetryMs);
    await wait(waitMs, undefined, { signal: this.closing.signal }).catch(() => undefined);
  }
}
