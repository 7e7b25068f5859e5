import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Makes the close of a server wait for answers only: connections without a request in flight end at once, the others
 * after their answer. Node closes idle connections one time and leaves alone those that never sent a request, such as
 * the ones that browsers, load balancers and undici open in advance; these would hold a shutdown up for minutes.
 */
export function closeQuietConnections(fastify: FastifyInstance): void {
  const inFlight = new Map<Socket, number>();
  let closing = false;

  const count = (socket: Socket, change: number): void => {
    const requests = (inFlight.get(socket) ?? 0) + change;
    inFlight.set(socket, requests);
    if (closing && requests === 0) socket.destroySoon();
  };

  fastify.server.on('connection', (socket: Socket) => {
    socket.once('close', () => inFlight.delete(socket));
    count(socket, 0);
  });
  fastify.server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    count(socket, 1);
    response.once('close', () => {
      if (!socket.destroyed) count(socket, -1);
    });
  });
  fastify.addHook('preClose', (done) => {
    closing = true;
    for (const [socket, requests] of inFlight) if (requests === 0) socket.destroySoon();
    done();
  });
}
