import type { SimulatedTechnician } from '../simulators/simulators.js';

/** A tool's answer, as far as tests look at it. */
export interface ToolAnswer {
  readonly isError: boolean;
  readonly text: string;
  readonly structured: Record<string, unknown>;
}

type Server = { readonly url: string };
type Person = Pick<SimulatedTechnician, 'clientId' | 'clientSecret'>;

/** One tool call as the plainest 2025-era client makes it: a single POST without a session. */
export async function callTool(
  server: Server,
  person: Person,
  name: string,
  args: Record<string, unknown> = {},
): Promise<ToolAnswer> {
  const response = await fetch(`${server.url}/mcp`, {
    method: 'POST',
    headers: {
      ...credentials(person),
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2025-11-25',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } }),
  });
  const text = await response.text();
  const json = text.startsWith('{') ? text : /^data: (.*)$/m.exec(text)?.[1];
  const { result } = JSON.parse(json ?? '{}') as {
    result?: { isError?: boolean; content: { text: string }[]; structuredContent: Record<string, unknown> };
  };
  if (!result) throw new Error(`Not a tool result, HTTP ${response.status}: ${text.slice(0, 300)}`);
  return { isError: result.isError === true, text: result.content[0]!.text, structured: result.structuredContent };
}

/** Set-up by REST with a new grant token. @throws Error with the answer when it is refused */
export async function setUp(server: Server, person: SimulatedTechnician): Promise<void> {
  const response = await fetch(`${server.url}/oauth/setup`, {
    method: 'POST',
    headers: { ...credentials(person), 'content-type': 'application/json' },
    body: JSON.stringify({ code: person.grantToken(), dataCenter: person.dataCenter }),
  });
  if (!response.ok) throw new Error(`Set-up answered ${response.status}: ${await response.text()}`);
}

function credentials({ clientId, clientSecret }: Person): Record<string, string> {
  return { 'x-sdp-client-id': clientId, 'x-sdp-client-secret': clientSecret };
}
