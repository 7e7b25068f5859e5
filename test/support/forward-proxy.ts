import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A proxy that builds tunnels (RFC 9110 section 9.3.6), as companies have them at the edge of their network. */
export interface ForwardProxy {
  readonly url: string;
  /** Host and port of each tunnel that was asked for. */
  readonly asked: readonly string[];
  /** What was sent as Proxy-Authorization. */
  readonly authorizations: readonly string[];
  /** Status of the next answers; 200 builds the tunnel. */
  answerWith(status: number): void;
  /** Ends the tunnels that stand. */
  cut(): void;
  close(): Promise<void>;
}

export async function startForwardProxy(): Promise<ForwardProxy> {
  const [asked, authorizations]: [string[], string[]] = [[], []];
  const sockets = new Set<Socket>();
  let status = 200;
  const server = createServer((_request, response) => response.writeHead(405).end());
  server.on('connection', (socket) => sockets.add(socket));
  server.on('connect', ({ url = '', headers }: IncomingMessage, client: Socket) => {
    asked.push(url);
    authorizations.push(headers['proxy-authorization'] ?? '');
    if (status !== 200) return client.end(`HTTP/1.1 ${status} Refused\r\n\r\n`);
    const { hostname, port } = new URL(`http://${url}`);
    const upstream = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    sockets.add(upstream);
    for (const socket of [client, upstream])
      socket.on('error', () => [client, upstream].forEach((end) => end.destroy()));
    return undefined;
  });
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    authorizations,
    answerWith: (next) => (status = next),
    cut,
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
