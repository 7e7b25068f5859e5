import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

/** Channels belong to a database, so servers on other databases of the same cluster hear nothing. */
const CHANNEL = 'sdp_mcp_replicas';
/** In `application_name`, before the id of the replica. */
const NAME_PREFIX = 'sdp-mcp-replica:';
/** Sent to oneself, to see that what is sent arrives. Begins like no JSON does. */
const ECHO = 'echo ';
/** A connection that has gone silent never says goodbye. */
const LONGEST_GOODBYE_MS = 1_000;

/** Times in ms. */
export interface ListeningTimes {
  readonly connectMs: number;
  /** Between two looks at whether what is sent arrives. */
  readonly echoEveryMs: number;
  readonly longestEchoMs: number;
}

/** One connection of its own that listens and notifies. */
export class ListeningClient {
  /** Ends when the last query so far has: `pg` takes one at a time. */
  private last: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly client: pg.Client,
    private readonly replicaId: string,
    private readonly times: ListeningTimes,
  ) {}

  /** @throws what `pg` throws; nothing is left open then */
  static async connect(url: string, replicaId: string, times: ListeningTimes): Promise<ListeningClient> {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: times.connectMs,
      query_timeout: times.longestEchoMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    // Without a listener an error of the connection would end the process; `listen` hears it as well.
    client.on('error', () => undefined);
    const listening = new ListeningClient(client, replicaId, times);
    try {
      await client.connect();
      // Not as an option of the connection: one in the address would win over it.
      await listening.query(`SELECT set_config('application_name', $1, false)`, [NAME_PREFIX + replicaId]);
      await listening.query(`LISTEN ${CHANNEL}`);
      return listening;
    } catch (error) {
      await listening.end();
      throw error;
    }
  }

  async notify(text: string): Promise<void> {
    await this.query('SELECT pg_notify($1, $2)', [CHANNEL, text]);
  }

  /** Ids of the replicas that are connected to this database. */
  async replicas(): Promise<string[]> {
    const rows = await this.query<{ name: string }>(
      `SELECT application_name AS name FROM pg_stat_activity
        WHERE datname = current_database() AND starts_with(application_name, $1)`,
      [NAME_PREFIX],
    );
    return rows.map(({ name }) => name.slice(NAME_PREFIX.length));
  }

  /** Hands over what arrives, this replica's own texts included. @throws when the connection is lost, or the signal's reason */
  async listen(received: (text: string) => void, signal: AbortSignal): Promise<never> {
    const stop = new AbortController();
    const echo = { arrived: false };
    this.client.on('notification', ({ payload = '' }) => {
      if (!payload.startsWith(ECHO)) received(payload);
      else if (payload === ECHO + this.replicaId) echo.arrived = true;
    });
    const lost = new Promise<never>((_, reject) => {
      this.client.once('error', reject);
      this.client.once('end', () => reject(new Error('The connection was closed')));
    });
    try {
      return await Promise.race([lost, this.watch(echo, AbortSignal.any([stop.signal, signal]))]);
    } finally {
      stop.abort();
    }
  }

  /** Sends what waits, and says goodbye; a second at most. */
  async end(): Promise<void> {
    const { stream } = (this.client as unknown as { connection: { stream: Duplex } }).connection;
    const overdue = setTimeout(() => stream.destroy(), LONGEST_GOODBYE_MS);
    await this.last;
    await this.client.end().catch(() => undefined);
    clearTimeout(overdue);
  }

  private query<T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> {
    const rows = this.last.then(async () => (await this.client.query<T>(sql, values)).rows);
    this.last = rows.catch(() => undefined);
    return rows;
  }

  /** Nothing else shows that a peer is gone without a word, or that a pooler took LISTEN and delivers nothing. */
  private async watch(echo: { arrived: boolean }, signal: AbortSignal): Promise<never> {
    const { longestEchoMs, echoEveryMs } = this.times;
    for (;;) {
      echo.arrived = false;
      await this.notify(ECHO + this.replicaId);
      await wait(longestEchoMs, undefined, { signal });
      if (!echo.arrived) {
        throw new Error('Nothing that is sent arrives; LISTEN needs a direct connection or session pooling');
      }
      await wait(echoEveryMs, undefined, { signal });
    }
  }
}
