import { Worker } from 'node:worker_threads';
import type { Backend, BackendOptions } from './backend.js';
import type { FromWorker, ToWorker } from './worker-messages.js';

/** A clean stop writes a checkpoint; one that takes longer is cut off, which costs a recovery at the next start. */
const LONGEST_CLOSE_MS = 10_000;

/**
 * PostgreSQL's depth check counts the stack of WASM, while each of its frames also takes some of the thread's: at Node's
 * 4 MB endless recursion in SQL overflows that one first, which ends the backend; at 16 MB it is a clean error 54001.
 */
const STACK_MB = 16;

interface Waiting {
  readonly resolve: (answer: Uint8Array) => void;
  readonly reject: (reason: Error) => void;
}

/** PGlite in a thread of its own, so that no query holds up the event loop. */
export class WorkerBackend implements Backend {
  readonly ended: Promise<Error>;
  private end!: (reason: Error) => void;
  private reason: Error | undefined;
  private readonly waiting: Waiting[] = [];
  private closing: Promise<void> | undefined;
  private closed!: () => void;

  private constructor(private readonly worker: Worker) {
    this.ended = new Promise((resolve) => (this.end = resolve));
    worker.on('error', (error) => this.fail(new Error('The embedded database crashed', { cause: error })));
    worker.on('exit', () => this.fail(new Error('The embedded database stopped')));
  }

  /** @throws when the cluster cannot be opened; the cause is PGlite's own error. */
  static async start(options: BackendOptions): Promise<WorkerBackend> {
    const worker = new Worker(new URL('./pglite-worker.js', import.meta.url), {
      workerData: options,
      resourceLimits: { stackSizeMb: STACK_MB },
    });
    const backend = new WorkerBackend(worker);
    await new Promise<void>((resolve, reject) => {
      void backend.ended.then(reject);
      worker.on('message', (message: FromWorker) => {
        if (message === 'ready') resolve();
        else backend.receive(message);
      });
    });
    return backend;
  }

  exec(messages: Uint8Array): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      if (this.reason) return reject(this.reason);
      this.waiting.push({ resolve, reject });
      this.send(messages);
    });
  }

  fail(reason: Error): void {
    if (this.reason) return;
    this.reason = reason;
    this.end(reason);
    for (const { reject } of this.waiting.splice(0)) reject(reason);
    this.closed?.();
    void this.worker.terminate();
  }

  close(): Promise<void> {
    return (this.closing ??= this.stop());
  }

  private async stop(): Promise<void> {
    if (!this.reason) {
      await new Promise<void>((resolve) => {
        this.closed = resolve;
        setTimeout(resolve, LONGEST_CLOSE_MS).unref();
        this.send('close');
      });
    }
    await this.worker.terminate();
  }

  private send(message: ToWorker): void {
    this.worker.postMessage(message);
  }

  private receive(message: Exclude<FromWorker, 'ready'>): void {
    if (message === 'closed') this.closed?.();
    else this.waiting.shift()?.resolve(message);
  }
}
