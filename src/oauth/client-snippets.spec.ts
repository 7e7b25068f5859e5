import { describe, expect, it } from '@jest/globals';
import { parse as parseToml } from 'smol-toml';
import { type ClientSnippet, clientSnippets, type SnippetOptions } from './client-snippets.js';

const plain: SnippetOptions = {
  publicUrl: 'https://sdp-mcp.example',
  dataCenter: undefined,
  portal: undefined,
  needsAccessKey: false,
};
const full: SnippetOptions = { ...plain, dataCenter: 'eu', portal: 'itdesk', needsAccessKey: true };

const snippetOf = (id: string, options = plain): ClientSnippet => clientSnippets(options).find((one) => one.id === id)!;
const entryOf = (id: string, options = plain): any => JSON.parse(snippetOf(id, options).text);
const headersOf = (value: string): string[] => [...value.matchAll(/X-SDP-[A-Za-z-]+/g)].map(([name]) => name);

describe('snippets for clients', () => {
  it('are there for every client we name, each under an id of its own', () => {
    const ids = clientSnippets(plain).map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(
      expect.arrayContaining(['claude-code', 'claude-code-command', 'claude-desktop', 'cursor', 'vscode', 'gemini']),
    );
    expect(ids).toEqual(expect.arrayContaining(['codex', 'windsurf', 'copilot-studio', 'mcp-remote']));
  });

  it.each(clientSnippets(full).map((snippet) => [snippet.id, snippet] as const))(
    '%s names this server and says where its text goes',
    (_id, { text, kind, file }) => {
      expect(text).toMatch(/https:\/\/sdp-mcp\.example(\/|")/);
      expect(file === undefined).toBe(kind === 'shell' || kind === 'steps');
    },
  );

  it.each(clientSnippets(full).filter(({ id }) => !['copilot-studio', 'claude-desktop-connect'].includes(id)))(
    '$id sends the key of the server, the data center and the portal when they are given',
    ({ text }) => {
      expect(headersOf(text)).toEqual(
        expect.arrayContaining(['X-SDP-Access-Key', 'X-SDP-Data-Center', 'X-SDP-Portal', 'X-SDP-Client-Secret']),
      );
    },
  );

  it.each(clientSnippets(plain))(
    '$id names neither a key, a data center nor a portal when there is none',
    ({ text }) => {
      expect(text).not.toMatch(/access.key|data.center|portal/i);
    },
  );

  it('tell Copilot Studio, which sends one header, that a key of the server does not fit in', () => {
    expect(snippetOf('copilot-studio', full).text).toContain('X-SDP-Access-Key');
  });

  it('let the shell put no secret into a file or a list of processes', () => {
    for (const id of ['claude-code-command', 'mcp-remote']) {
      expect(snippetOf(id, full).text).not.toMatch(/"[^"]*\$/);
      expect(snippetOf(id, full).text).toMatch(/'X-SDP-Client-Secret: ?\$\{SDP_CLIENT_SECRET\}'/);
    }
  });

  it('have no blank after the colon of a header that goes through mcp-remote', () => {
    const { args } = entryOf('claude-desktop', full).mcpServers['servicedesk-plus'];

    expect(args.filter((argument: string) => argument.includes(' '))).toEqual([]);
  });

  it.each([
    ['http://localhost:3456', false],
    ['http://127.0.0.1:3456', false],
    ['http://sdp-mcp.lan', true],
    ['https://sdp-mcp.example', false],
  ])('allow mcp-remote plain http to %s: %s', (publicUrl, allowed) => {
    expect(snippetOf('mcp-remote', { ...plain, publicUrl }).text.includes('--allow-http')).toBe(allowed);
  });

  it('are TOML for Codex, with names of variables apart from values', () => {
    expect(parseToml(snippetOf('codex', full).text)).toEqual({
      mcp_servers: {
        'servicedesk-plus': {
          url: 'https://sdp-mcp.example/mcp',
          env_http_headers: {
            'X-SDP-Client-Id': 'SDP_CLIENT_ID',
            'X-SDP-Client-Secret': 'SDP_CLIENT_SECRET',
            'X-SDP-Access-Key': 'SDP_ACCESS_KEY',
          },
          http_headers: { 'X-SDP-Data-Center': 'eu', 'X-SDP-Portal': 'itdesk' },
        },
      },
    });
    expect(parseToml(snippetOf('codex').text)).not.toHaveProperty('mcp_servers.servicedesk-plus.http_headers');
  });

  it('ask for secrets in VS Code without showing them', () => {
    const { inputs } = entryOf('vscode', full);

    expect(inputs.map(({ id, password }: any) => [id, password === true])).toEqual([
      ['sdp-client-id', false],
      ['sdp-client-secret', true],
      ['sdp-access-key', true],
    ]);
  });
});

describe('links that add the server to a client', () => {
  it('hold what the file of Cursor would hold', () => {
    const link = new URL(snippetOf('cursor', full).link!);
    const config = Buffer.from(link.searchParams.get('config')!, 'base64').toString();

    expect(`${link.protocol}//${link.host}${link.pathname}`).toBe('cursor://anysphere.cursor-deeplink/mcp/install');
    expect(JSON.parse(config)).toEqual(entryOf('cursor', full).mcpServers[link.searchParams.get('name')!]);
  });

  it('hold what the file of VS Code would hold', () => {
    const [scheme, query] = snippetOf('vscode', full).link!.split('?');
    const { name, inputs, ...entry } = JSON.parse(decodeURIComponent(query!));

    expect(scheme).toBe('vscode:mcp/install');
    expect({ inputs, servers: { [name]: entry } }).toEqual(entryOf('vscode', full));
  });

  it('are offered by no other client', () => {
    expect(clientSnippets(full).flatMap(({ id, link }) => (link ? [id] : []))).toEqual(['cursor', 'vscode']);
  });
});
