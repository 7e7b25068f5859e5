import { mkdir } from 'node:fs/promises';
import type { Duplex } from 'node:stream';
import type { Backend, BackendOptions } from './backend.js';
import { openCluster } from './cluster.js';
import { InlineBackend } from './inline-backend.js';
import { FolderLock } from './lock/folder-lock.js';
import { toOpenError } from './open-error.js';
import { Session } from './session.js';
import { WorkerBackend } from './worker-backend.js';

const MEMORY = 'memory://';

/**
 * A PostgreSQL inside this process (PGlite), for one `pg` client at a time. See ADR 0001.
 *
 * On a folder it runs in a worker thread with fsync real. `memory://` runs on the calling thread and keeps nothing;
 * a path after `memory://` names a template to start from.
 */
export class EmbeddedPostgres {
  private backend: Promise<Backend> | undefined;
  private session: Session | undefined;
  /** Why there is no backend any more, and will be none. */
  private over: Error | undefined;

  private constructor(
    private readonly start: () => Promise<Backend>,
    private readonly lock?: FolderLock,
  ) {
    lock?.onLost(() => this.abandon(new Error('The data folder was deleted, or another process has taken it over')));
  }

  /** @throws DatabaseStartError, FolderInUseError */
  static async open(dataDir: string): Promise<EmbeddedPostgres> {
    if (dataDir.startsWith(MEMORY)) return EmbeddedPostgres.inMemory(dataDir.slice(MEMORY.length));
    try {
      return await EmbeddedPostgres.inFolder(dataDir);
    } catch (error) {
      throw toOpenError(dataDir, error);
    }
  }

  private static async inMemory(template: string): Promise<EmbeddedPostgres> {
    const embedded = new EmbeddedPostgres(() => InlineBackend.start(template ? { template } : {}));
    await embedded.running();
    return embedded;
  }

  private static async inFolder(dataDir: string): Promise<EmbeddedPostgres> {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const lock = await FolderLock.take(dataDir);
    try {
      const start = (options: BackendOptions): Promise<Backend> => WorkerBackend.start(options);
      const folder = await openCluster(dataDir, start);
      const embedded = new EmbeddedPostgres(() => start({ folder }), lock);
      await embedded.running();
      return embedded;
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** Goes to `pg` as its `stream` option. A new session ends the one before: there is one backend. */
  readonly stream = (): Duplex => {
    this.session?.destroy();
    return (this.session = new Session(() => this.running()));
  };

  async close(): Promise<void> {
    this.over ??= new Error('The embedded database is closed');
    this.session?.destroy();
    const backend = await this.backend?.catch(() => undefined);
    await backend?.close();
    await this.lock?.release();
  }

  /** The backend; started again when the last one has crashed, which recovers what was committed. */
  private running(): Promise<Backend> {
    if (this.over) return Promise.reject(this.over);
    return (this.backend ??= this.started());
  }

  private async started(): Promise<Backend> {
    try {
      const backend = await this.start();
      void backend.ended.then(() => (this.backend = undefined));
      return backend;
    } catch (error) {
      this.backend = undefined;
      throw error;
    }
  }

  private abandon(reason: Error): void {
    this.over = reason;
    void this.backend?.then((backend) => backend.fail(reason));
  }
}
