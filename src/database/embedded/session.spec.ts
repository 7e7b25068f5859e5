import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import type { Backend } from './backend.js';
import { Session } from './session.js';
import { RESET_SESSION } from './wire-protocol.js';

const SYNC = Buffer.from([0x53, 0, 0, 0, 4]);
const TERMINATE = Buffer.from([0x58, 0, 0, 0, 4]);
const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
const PARSE_COMPLETE = Buffer.from([0x31, 0, 0, 0, 4]);

/** A backend that notes what it is asked and answers what the test says. */
class FakeBackend implements Backend {
  readonly asked: Buffer[] = [];
  readonly ended: Promise<Error>;
  failure: Error | undefined;
  private end!: (reason: Error) => void;

  constructor(private readonly answer: (batch: Buffer) => Uint8Array) {
    this.ended = new Promise((resolve) => (this.end = resolve));
  }

  async exec(messages: Uint8Array): Promise<Uint8Array> {
    const batch = Buffer.from(messages);
    this.asked.push(batch);
    return batch.equals(RESET_SESSION) ? READY : this.answer(batch);
  }

  fail(reason: Error): void {
    this.failure = reason;
    this.end(reason);
  }

  async close(): Promise<void> {
    this.fail(new Error('closed'));
  }
}

async function connected(backend: Backend): Promise<Session> {
  const session = new Session(() => Promise.resolve(backend));
  session.on('data', () => undefined);
  const ready = once(session, 'connect');
  session.connect();
  await ready;
  return session;
}

describe('a session on the embedded backend', () => {
  it('clears what the last one left before it begins', async () => {
    const backend = new FakeBackend(() => READY);

    await connected(backend);

    expect(backend.asked).toEqual([RESET_SESSION]);
  });

  it('runs what was written together as one batch', async () => {
    const backend = new FakeBackend(() => READY);
    const session = await connected(backend);

    session.cork();
    session.write(PARSE_COMPLETE);
    session.write(SYNC);
    session.uncork();
    await once(session, 'data');

    expect(backend.asked.at(-1)).toEqual(Buffer.concat([PARSE_COMPLETE, SYNC]));
  });

  it('ends without a goodbye to the backend, which outlives it', async () => {
    const backend = new FakeBackend(() => READY);
    const session = await connected(backend);

    session.write(TERMINATE, () => session.end());
    await once(session, 'close');

    expect(backend.asked).toEqual([RESET_SESSION]);
    expect(backend.failure).toBeUndefined();
  });

  it('gives the backend up when an answer has no end, as after an abort inside WASM', async () => {
    const backend = new FakeBackend(() => PARSE_COMPLETE);
    const session = await connected(backend);

    session.write(SYNC);
    const [error] = (await once(session, 'error')) as [Error];

    expect(error.message).toBe('The embedded database crashed during a query');
    expect(backend.failure).toBe(error);
  });

  it('ends with the reason when the backend ends', async () => {
    const backend = new FakeBackend(() => READY);
    const session = await connected(backend);
    const reason = new Error('The embedded database stopped');

    const failed = once(session, 'error');
    backend.fail(reason);

    expect(await failed).toEqual([reason]);
  });
});
