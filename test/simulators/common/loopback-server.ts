import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A listening HTTP server of a simulator. */
export interface LoopbackServer {
  /** Such as `http://127.0.0.1:4001`. */
  readonly url: string;
  /** Ends every connection, also those that hang on purpose. */
  close(): Promise<void>;
}

/**
 * Serves `answer` on 127.0.0.1. An error it throws is a mistake in the simulator or in the test: it is sent as status
 * 500 with its message, so that the test that caused it shows it.
 *
 * @param port 0 for any free one
 */
export async function startLoopbackServer(
  answer: (req: IncomingMessage, res: ServerResponse) => Promise<void>,
  port = 0,
): Promise<LoopbackServer> {
  const server = createServer((req, res) => {
    answer(req, res).catch((error: unknown) => {
      if (res.headersSent || res.destroyed) return res.destroy();
      res.writeHead(500, { 'content-type': 'text/plain' });
      res.end(`The simulator failed: ${error instanceof Error ? error.stack : String(error)}`);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The request's body as text. */
export async function readBody(req: IncomingMessage): Promise<string> {
  return (await readBytes(req)).toString('utf8');
}

export async function readBytes(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
