import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fastify as createFastify, type FastifyInstance } from 'fastify';
import { closeQuietConnections } from './quiet-connections.js';

let server: FastifyInstance;
let answer: () => void;
let asked: Promise<void>;

beforeEach(async () => {
  server = createFastify({ forceCloseConnections: 'idle' });
  closeQuietConnections(server);
  const held = new Promise<void>((resolve) => (answer = resolve));
  asked = new Promise<void>((resolve) => {
    server.get('/slow', async () => {
      resolve();
      await held;
      return 'answered';
    });
  });
  server.get('/', async () => 'ok');
  await server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => server.close());

interface Connection {
  readonly socket: Socket;
  readonly ended: Promise<string>;
}

async function open(): Promise<Connection> {
  const { port } = server.server.address() as { port: number };
  const socket = connect(port, '127.0.0.1');
  let received = '';
  socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
  const ended = new Promise<string>((resolve) => socket.once('close', () => resolve(received)));
  await new Promise((resolve) => socket.once('connect', resolve));
  return { socket, ended };
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;

describe('the close of a server', () => {
  it('does not wait for a connection that never sent a request', async () => {
    const { ended } = await open();

    await server.close();

    expect(await ended).toBe('');
  });

  it('waits for an answer and ends its connection right after it', async () => {
    const { socket, ended } = await open();
    socket.write(get('/slow'));
    await asked;

    const closed = server.close();
    answer();

    expect(await ended).toContain('answered');
    await closed;
  });

  it('does not cut a second request that was sent before the first was answered', async () => {
    const { socket, ended } = await open();
    socket.write(get('/') + get('/slow'));
    await asked;

    const closed = server.close();
    answer();

    expect(await ended).toMatch(/ok.*answered/s);
    await closed;
  });
});
