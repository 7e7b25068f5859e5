import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FaultProxy } from '../../support/fault-proxy.js';

let echo: Server;
let proxy: FaultProxy;
const clients: Socket[] = [];

beforeEach(async () => {
  echo = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  proxy = await FaultProxy.to(`http://127.0.0.1:${(echo.address() as { port: number }).port}`);
});

afterEach(async () => {
  clients.splice(0).forEach((client) => client.destroy());
  await proxy.close();
  await new Promise((resolve) => echo.close(resolve));
});

/** A client that collects what it hears, and how its connection ended. */
function connect(): { readonly socket: Socket; heard: string; ended: string | undefined } {
  const client = {
    socket: createConnection(proxy.port, '127.0.0.1'),
    heard: '',
    ended: undefined as string | undefined,
  };
  client.socket.on('data', (chunk) => (client.heard += chunk.toString()));
  client.socket.on('error', (error: NodeJS.ErrnoException) => (client.ended = error.code));
  clients.push(client.socket);
  return client;
}

async function until(done: () => boolean): Promise<void> {
  const started = performance.now();
  while (!done()) {
    if (performance.now() - started > 5_000) throw new Error('It did not come to pass within 5 s');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('the fault proxy', () => {
  it('passes everything on until it is told otherwise', async () => {
    const client = connect();
    client.socket.write('one');

    await until(() => client.heard === 'one');
  });

  it.each(['silent', 'answers-lost'] as const)(
    'when %s, keeps connections open without an answer, and gives it later',
    async (mode) => {
      const client = connect();
      client.socket.write('one ');
      await until(() => client.heard === 'one ');
      await proxy.set(mode);

      client.socket.write('two');
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect([client.heard, client.ended]).toEqual(['one ', undefined]);

      await proxy.set('pass');
      await until(() => client.heard === 'one two');
    },
  );

  it('resets and refuses, and listens again on its port', async () => {
    const before = connect();
    before.socket.write('one');
    await until(() => before.heard === 'one');

    await proxy.set('refuse');
    await until(() => before.ended === 'ECONNRESET');
    const meanwhile = connect();
    await until(() => meanwhile.ended === 'ECONNREFUSED');

    await proxy.set('pass');
    const after = connect();
    after.socket.write('two');
    await until(() => after.heard === 'two');
  });

  it('slows every chunk down', async () => {
    proxy.slowDown(100);
    const client = connect();
    const started = performance.now();
    client.socket.write('one');

    await until(() => client.heard === 'one');

    expect(performance.now() - started).toBeGreaterThan(190);
  });
});
