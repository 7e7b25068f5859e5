import { Duplex } from 'node:stream';
import type { Backend } from './backend.js';
import { isReady, isTerminate, RESET_SESSION, wantsReady } from './wire-protocol.js';

type Done = (error?: Error | null) => void;

/**
 * What `pg` takes for its socket. Each write is a whole batch of messages (`pg` corks a query up to its Sync), runs
 * on the one backend, and is over when the answer has been handed back; the next write waits in the stream until then.
 */
export class Session extends Duplex {
  private backend: Backend | undefined;

  constructor(private readonly open: () => Promise<Backend>) {
    super({ allowHalfOpen: false });
  }

  /** Called by `pg` as `net.Socket.connect`; its address means nothing here. */
  connect(): this {
    this.attach().then(
      () => this.emit('connect'),
      (error: Error) => this.destroy(error),
    );
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {
    // Answers are pushed when they come.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.run([chunk]).then(() => done(), done);
  }

  override _writev(chunks: { chunk: Buffer }[], done: Done): void {
    this.run(chunks.map(({ chunk }) => chunk)).then(() => done(), done);
  }

  override _final(done: Done): void {
    this.push(null);
    done();
  }

  /** The backend outlives its sessions: whatever the last one left behind is cleared before this one begins. */
  private async attach(): Promise<void> {
    const backend = await this.open();
    await backend.exec(RESET_SESSION);
    void backend.ended.then((reason) => this.destroy(reason));
    this.backend = backend;
  }

  private async run(messages: Buffer[]): Promise<void> {
    const batch = Buffer.concat(messages.filter((message) => !isTerminate(message)));
    if (batch.length === 0 || !this.backend) return;

    const answer = await this.backend.exec(batch);
    // PGlite swallows an abort inside WASM; what shows is an answer without its end, for which `pg` would wait for ever.
    if (wantsReady(batch) && !isReady(answer)) {
      const reason = new Error('The embedded database crashed during a query');
      this.backend.fail(reason);
      throw reason;
    }
    if (!this.destroyed) this.push(answer);
  }
}
