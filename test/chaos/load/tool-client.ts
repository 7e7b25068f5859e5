import { Agent, type Dispatcher, request } from 'undici';

/** What became of one tool call. */
export interface CallResult {
  /** `ok`; the code of a tool error; `HTTP_<status>`; or the code of a broken connection. */
  readonly outcome: string;
  readonly ms: number;
  readonly retryAfterSeconds?: number;
  /** `structuredContent`, where there is one. */
  readonly structured: Record<string, unknown>;
}

export interface Call {
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

const META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
  'io.modelcontextprotocol/clientInfo': { name: 'chaos', version: '1.0.0' },
};

/** The smallest MCP client of revision 2026-07-28: one POST a call. Never throws: what goes wrong is the result. */
export class ToolClient {
  private readonly dispatcher: Dispatcher;
  private id = 0;

  /** @param oneConnectionACall as behind a balancer that should see every call */
  constructor({ oneConnectionACall = false } = {}) {
    this.dispatcher = new Agent({
      connections: oneConnectionACall ? null : 256,
      pipelining: oneConnectionACall ? 0 : 1,
      headersTimeout: 120_000,
      bodyTimeout: 120_000,
    });
  }

  async call(url: string, { tool, args, headers, signal }: Call): Promise<CallResult> {
    const started = performance.now();
    const ended = (outcome: string, structured: Record<string, unknown> = {}, retryAfter?: unknown): CallResult => ({
      outcome,
      ms: performance.now() - started,
      structured,
      ...(typeof retryAfter === 'number' ? { retryAfterSeconds: retryAfter } : {}),
    });
    try {
      const answer = await request(`${url}/mcp`, {
        dispatcher: this.dispatcher,
        method: 'POST',
        headers: {
          ...headers,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          'mcp-protocol-version': '2026-07-28',
          'mcp-method': 'tools/call',
          'mcp-name': tool,
        },
        body: JSON.stringify({
          jsonrpc: '2.0',
          id: ++this.id,
          method: 'tools/call',
          params: { name: tool, arguments: args, _meta: META },
        }),
        signal: signal ?? null,
      });
      const text = await answer.body.text();
      const retryAfter = Number(answer.headers['retry-after'] ?? Number.NaN);
      if (answer.statusCode !== 200) {
        return ended(`HTTP_${answer.statusCode}`, {}, Number.isNaN(retryAfter) ? undefined : retryAfter);
      }
      const { structured, isError } = resultOf(text);
      const outcome = isError ? ((structured['code'] as string | undefined) ?? 'ERROR_WITHOUT_CODE') : 'ok';
      return ended(outcome, structured, structured['retryAfterSeconds']);
    } catch (error) {
      const { code, name } = error as { code?: string; name?: string };
      return ended(signal?.aborted ? 'aborted' : (code ?? name ?? 'broken'));
    }
  }

  close(): Promise<void> {
    return this.dispatcher.destroy();
  }
}

/** @throws Error when the text holds no tool result */
function resultOf(text: string): { structured: Record<string, unknown>; isError: boolean } {
  const json = text.startsWith('{') ? text : (/^data: (\{.*)$/m.exec(text)?.[1] ?? '');
  const { result } = JSON.parse(json) as {
    result?: { structuredContent?: Record<string, unknown>; isError?: boolean };
  };
  if (!result) throw Object.assign(new Error('No result'), { code: 'NO_RESULT' });
  return { structured: result.structuredContent ?? {}, isError: result.isError === true };
}
