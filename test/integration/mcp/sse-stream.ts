import { type ClientRequest, type IncomingMessage, request } from 'node:http';

/** A bare SSE client: everything that arrives is kept as text. */
export class SseStream {
  received = '';
  closed = false;

  private constructor(
    readonly status: number,
    readonly headers: IncomingMessage['headers'],
    private readonly response: IncomingMessage,
    private readonly sent: ClientRequest,
  ) {
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => (this.received += chunk));
    response.on('close', () => (this.closed = true));
    response.on('error', () => undefined);
    sent.on('error', () => undefined);
  }

  static open(url: string, headers: Record<string, string> = {}): Promise<SseStream> {
    return new Promise((resolve, reject) => {
      const sent = request(url, { headers, agent: false }, (response) =>
        resolve(new SseStream(response.statusCode ?? 0, response.headers, response, sent)),
      );
      sent.on('error', reject);
      sent.end();
    });
  }

  /** Path and query to post messages to, from the first event. */
  get endpoint(): string {
    return /^event: endpoint\ndata: (.+)$/m.exec(this.received)?.[1] ?? '';
  }

  get messages(): Record<string, unknown>[] {
    return [...this.received.matchAll(/^event: message\ndata: (.+)$/gm)].map(([, json]) => JSON.parse(json!));
  }

  /** Stops reading, as a client that hangs does; the connection stays open. */
  pause(): void {
    this.response.pause();
    this.sent.socket?.pause();
  }

  close(): void {
    this.sent.destroy();
  }
}
