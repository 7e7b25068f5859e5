import { get, type IncomingMessage } from 'node:http';
import { Client } from 'undici';
import { type Caller, expectResult, post, type Target } from './caller.js';

/** An open HTTP+SSE stream: where to post, and the messages that come. */
export interface SseStream {
  readonly endpoint: string;
  /** Waits for the answer with this id. */
  answer(id: number): Promise<string>;
  close(): void;
}

export async function openSse(url: string, headers: Readonly<Record<string, string>>): Promise<SseStream> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${url}/sse`, { headers: { ...headers, accept: 'text/event-stream' }, agent: false }, resolve).on(
      'error',
      reject,
    );
  });
  if (response.statusCode !== 200) throw new Error(`GET /sse answered ${response.statusCode}`);
  response.setEncoding('utf8');

  const waiting = new Map<number, (text: string) => void>();
  let endpoint = '';
  let opened: () => void;
  const open = new Promise<void>((resolve) => (opened = resolve));
  let rest = '';
  response.on('data', (chunk: string) => {
    const events = (rest + chunk).split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (data === undefined) continue;
      if (event.startsWith('event: endpoint')) {
        endpoint = data;
        opened();
        continue;
      }
      const id = (JSON.parse(data) as { id?: number }).id;
      if (id === undefined) continue;
      waiting.get(id)?.(data);
      waiting.delete(id);
    }
  });
  response.on('error', () => {});
  await open;
  return {
    endpoint,
    answer: (id) => new Promise((resolve) => waiting.set(id, resolve)),
    close: () => response.destroy(),
  };
}

/** HTTP+SSE of 2024-11-05: one stream, each call posted beside it. */
export async function sseCaller({ url, headers, tool, args }: Target): Promise<Caller> {
  const stream = await openSse(url, headers);
  const client = new Client(url);
  let id = 0;
  const send = async (method: string, params: unknown): Promise<string> => {
    const answer = stream.answer(++id);
    const { status, text } = await post(
      client,
      stream.endpoint,
      { ...headers },
      { jsonrpc: '2.0', id, method, params },
    );
    if (status !== 202) throw new Error(`POST ${stream.endpoint.split('?')[0]} answered ${status}: ${text}`);
    return answer;
  };
  await send('initialize', {
    protocolVersion: '2024-11-05',
    capabilities: {},
    clientInfo: { name: 'bench', version: '1.0.0' },
  });
  await post(client, stream.endpoint, { ...headers }, { jsonrpc: '2.0', method: 'notifications/initialized' });
  return {
    name: 'HTTP+SSE 2024-11-05',
    call: async () => expectResult(await send('tools/call', { name: tool, arguments: args })),
    async close() {
      stream.close();
      await client.close();
    },
  };
}
