import { createServer } from 'node:net';

const FIRST = 15_000;
const LAST = 30_000;

/**
 * A free port for a server that is stopped and started again on it. Below the range from which the kernel takes ports
 * for outgoing connections, of which a scenario makes thousands: one of them could have the port meanwhile.
 */
export async function stablePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
