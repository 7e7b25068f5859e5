import { Client } from 'undici';
import { type Caller, expectResult, post, type Target } from './caller.js';

const ACCEPT = 'application/json, text/event-stream';

/** Streamable HTTP as 2025-era clients speak it. */
export function streamableCaller({ url, headers, tool, args }: Target): Caller {
  const client = new Client(url);
  let id = 0;
  return {
    name: 'Streamable HTTP 2025-11-25',
    async call() {
      const body = { jsonrpc: '2.0', id: ++id, method: 'tools/call', params: { name: tool, arguments: args } };
      const sent = { ...headers, accept: ACCEPT, 'mcp-protocol-version': '2025-11-25' };
      expectResult((await post(client, '/mcp', sent, body)).text);
    },
    close: () => client.close(),
  };
}

/** Streamable HTTP of 2026-07-28: no session, everything in the request's `_meta`, mirrored in headers. */
export function modernCaller({ url, headers, tool, args }: Target): Caller {
  const client = new Client(url);
  let id = 0;
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
    'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1.0.0' },
  };
  return {
    name: 'Streamable HTTP 2026-07-28',
    async call() {
      const params = { name: tool, arguments: args, _meta: meta };
      const sent = {
        ...headers,
        accept: ACCEPT,
        'mcp-protocol-version': '2026-07-28',
        'mcp-method': 'tools/call',
        'mcp-name': tool,
      };
      expectResult((await post(client, '/mcp', sent, { jsonrpc: '2.0', id: ++id, method: 'tools/call', params })).text);
    },
    close: () => client.close(),
  };
}
