import { PassThrough } from 'node:stream';
import { Client as V2Client, type ClientOptions, type JSONRPCMessage } from '@modelcontextprotocol/client';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { runProgram } from '../../src/cli/program.js';
import { Terminal } from '../../src/cli/terminal.js';

interface Closable {
  close(): Promise<void>;
}

/** `connect` in this process, between streams in place of a client's pipes. */
export interface Bridged {
  /** Its standard error so far. */
  noted(): string;
  /** Everything that went to the client. */
  readonly received: JSONRPCMessage[];
  send(message: object): void;
  connect(client: Closable & { connect(transport: StdioServerTransport): Promise<void> }): Promise<void>;
  /** Closes standard input, as a client does that ends. @returns how the command ended */
  end(): Promise<string>;
}

export function startBridge(url: string, env: NodeJS.ProcessEnv): Bridged {
  const [input, output, errors] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const received: JSONRPCMessage[] = [];
  let [text, noted] = ['', ''];
  const toClient = new PassThrough();
  output.on('data', (chunk: Buffer) => {
    const lines = (text + chunk.toString()).split('\n');
    text = lines.pop() ?? '';
    // What is no JSON on standard output ends the test here.
    received.push(...lines.map((line) => JSON.parse(line) as JSONRPCMessage));
    toClient.write(chunk);
  });
  errors.on('data', (chunk: Buffer) => (noted += chunk.toString()));
  const clients: Closable[] = [];
  const outcome = runProgram(['connect', url], { env, terminal: new Terminal({ input, output, errors }, env) });
  return {
    noted: () => noted,
    received,
    send: (message) => void input.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`),
    // The server's end of stdio reads and writes lines like the client's; it starts no process.
    connect(client) {
      clients.push(client);
      return client.connect(new StdioServerTransport(toClient, input));
    },
    async end() {
      input.end();
      for (const client of clients) await client.close();
      return outcome;
    },
  };
}

/** How clients of the different generations open; the key is used in the names of tests. */
export const stdioClients: Record<string, (options?: ClientOptions) => V2Client> = {
  'of the 2025 era': (options) => new V2Client({ name: 'desktop', version: '1' }, options),
  'of 2026-07-28': (options) =>
    new V2Client(
      { name: 'desktop', version: '1' },
      { ...options, versionNegotiation: { mode: { pin: '2026-07-28' } } },
    ),
  'that tries 2026-07-28 first': (options) =>
    new V2Client({ name: 'desktop', version: '1' }, { ...options, versionNegotiation: { mode: 'auto' } }),
};
