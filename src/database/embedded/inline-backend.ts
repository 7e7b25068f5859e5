import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import type { Backend, BackendOptions } from './backend.js';
import { pgliteOptions } from './pglite-options.js';

/** PGlite on the calling thread: for tests and trials in memory, where a blocked event loop hurts nobody. */
export class InlineBackend implements Backend {
  readonly ended: Promise<Error>;
  private end!: (reason: Error) => void;
  private reason: Error | undefined;

  private constructor(private readonly database: PGlite) {
    this.ended = new Promise((resolve) => (this.end = resolve));
  }

  static async start({ folder, template }: BackendOptions): Promise<InlineBackend> {
    const options = pgliteOptions(folder);
    const loadDataDir = template === undefined ? undefined : new Blob([await readFile(template)]);
    return new InlineBackend(await PGlite.create({ ...options, ...(loadDataDir && { loadDataDir }) }));
  }

  async exec(messages: Uint8Array): Promise<Uint8Array> {
    if (this.reason) throw this.reason;
    // Copied, because PGlite may answer with a view on a buffer that it uses again.
    return this.database.execProtocolRawSync(messages).slice();
  }

  fail(reason: Error): void {
    this.reason ??= reason;
    this.end(this.reason);
  }

  async close(): Promise<void> {
    const running = !this.reason;
    this.fail(new Error('The embedded database stopped'));
    if (running) await this.database.close();
  }
}
