import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { serverVersion } from '../../common/version.js';
import { type CallerHeaders, readCallerHeaders } from '../caller-headers.js';
import type { RunCommand } from '../command.js';
import { readServerAddress } from '../server-address.js';
import { Bridge } from './bridge.js';
import { explainFailure, failure, type Failure } from './failure.js';
import { SseUpstream } from './sse.upstream.js';
import { StreamableUpstream } from './streamable.upstream.js';

/** Runs until the client closes standard input, or a signal comes. */
export const runConnect: RunCommand = async ({ args, env, terminal }) => {
  const address = readServerAddress(args[0] ?? '');
  const caller = readCallerHeaders(env);
  const note = (text: string): void => terminal.note(`servicedesk-plus-mcp: ${text}`);
  const refusal = refusalFor(caller);
  if (refusal) note(refusal.message);

  // The server tells the calls of one caller apart by it: two clients of one person count their ids from 0.
  const headers = { ...caller.headers, 'User-Agent': `servicedesk-plus-mcp/${serverVersion} (${randomUUID()})` };
  const facts = { origin: address.mcp.origin, hasKey: 'X-SDP-Access-Key' in caller.headers };
  const client = new StdioServerTransport(terminal.input as Readable, terminal.output as Writable);
  const bridge = new Bridge({
    client,
    connect: (way, events) =>
      way === 'plain'
        ? new StreamableUpstream({ url: address.mcp, headers }, events)
        : new SseUpstream({ url: address.sse, headers }, events),
    explain: (error) => explainFailure(error, facts),
    note,
    refusal,
  });
  client.onerror = (error) => note(`A message could not be read: ${error.message}`);

  const closed = new Promise<void>((resolve) => (client.onclose = resolve));
  await client.start();
  const end = new AbortController();
  const signalled = ['SIGTERM', 'SIGINT'].map((name) => once(process, name, end).catch(() => undefined));
  await Promise.race([closed, ...signalled]);
  end.abort();
  await bridge.close();
  await client.close();
  return 'fine';
};

function refusalFor({ missing, placeholders, unusable }: CallerHeaders): Failure | undefined {
  const sentences = [
    missing.length > 0 && `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing.`,
    placeholders.length > 0 && `${placeholders.join(' and ')} held a placeholder that the client did not fill in.`,
    unusable.length > 0 && `${unusable.join(' and ')} held a character that no header can carry, such as a line break.`,
  ].filter((sentence) => sentence !== false);
  if (missing.length === 0 && unusable.length === 0) return undefined;
  const todo =
    'Put the Client ID and the Client Secret of your Zoho Self Client into the "env" block of this server in the configuration of your MCP client, as SDP_CLIENT_ID and SDP_CLIENT_SECRET, and restart the client.';
  return failure('CREDENTIALS_MISSING', `${sentences.join(' ')} ${todo}`);
}
