import {
  Client as V2Client,
  SSEClientTransport as V2Sse,
  StreamableHTTPClientTransport as V2Http,
} from '@modelcontextprotocol/client';
import { Client as V1Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport as V1Sse } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport as V1Http } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';

export interface CallOutcome {
  readonly text: string;
  /** Images and links after the text. */
  readonly media: readonly object[];
  readonly structured: Record<string, unknown>;
  readonly isError: boolean;
}

/** What the tests ask of an MCP client, whichever SDK and transport are behind it. */
export interface TestClient {
  listTools(): Promise<{ name: string }[]>;
  callTool(name: string, args?: Record<string, unknown>, options?: CallOptions): Promise<CallOutcome>;
  /** What the clients of both SDKs call by the same names. */
  readonly content: ContentClient;
  close(): Promise<void>;
}

/** Resources, prompts and completions. */
export interface ContentClient {
  getInstructions(): string | undefined;
  listResources(): Promise<{ resources: { uri: string }[] }>;
  listResourceTemplates(): Promise<{ resourceTemplates: { uriTemplate: string }[] }>;
  readResource(params: { uri: string }): Promise<{ contents: object[] }>;
  listPrompts(): Promise<{ prompts: { name: string; arguments?: { name: string }[] | undefined }[] }>;
  getPrompt(params: { name: string; arguments?: Record<string, string> }): Promise<{ messages: object[] }>;
  complete(params: {
    ref: { type: 'ref/prompt'; name: string } | { type: 'ref/resource'; uri: string };
    argument: { name: string; value: string };
  }): Promise<{ completion: { values: string[] } }>;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onprogress?: (progress: { progress: number; total?: number; message?: string }) => void;
}

interface SdkClient extends ContentClient {
  listTools(): Promise<{ tools: { name: string }[] }>;
  close(): Promise<void>;
}

const info = { name: 'test', version: '1' };

/** Each way in which the official SDKs connect; the key is used in the names of tests. */
export const connectors: Record<string, (url: string, headers: Record<string, string>) => Promise<TestClient>> = {
  'SDK v1 over SSE': async (url, headers) => {
    const client = new V1Client(info);
    await client.connect(new V1Sse(new URL(`${url}/sse`), { requestInit: { headers } }));
    return wrapV1(client);
  },
  'SDK v1 over Streamable HTTP': async (url, headers) => {
    const client = new V1Client(info);
    await client.connect(new V1Http(new URL(`${url}/mcp`), { requestInit: { headers } }));
    return wrapV1(client);
  },
  'SDK v2 over SSE': async (url, headers) => {
    const client = new V2Client(info);
    await client.connect(new V2Sse(new URL(`${url}/sse`), { requestInit: { headers } }));
    return wrapV2(client);
  },
  'SDK v2 by default': (url, headers) => overHttp(new V2Client(info), url, headers),
  'SDK v2 in automatic mode': (url, headers) =>
    overHttp(new V2Client(info, { versionNegotiation: { mode: 'auto' } }), url, headers),
  'SDK v2 pinned to 2026-07-28': (url, headers) =>
    overHttp(new V2Client(info, { versionNegotiation: { mode: { pin: '2026-07-28' } } }), url, headers),
};

async function overHttp(client: V2Client, url: string, headers: Record<string, string>): Promise<TestClient> {
  await client.connect(new V2Http(new URL(`${url}/mcp`), { requestInit: { headers } }));
  return wrapV2(client);
}

function wrapV1(client: V1Client): TestClient {
  return wrap(client, (name, args, options) =>
    client.callTool({ name, arguments: args }, CallToolResultSchema, options),
  );
}

function wrapV2(client: V2Client): TestClient {
  return wrap(client, (name, args, options) => client.callTool({ name, arguments: args }, options));
}

function wrap(
  client: SdkClient,
  call: (name: string, args: Record<string, unknown>, options: CallOptions) => Promise<unknown>,
): TestClient {
  return {
    listTools: async () => (await client.listTools()).tools,
    callTool: async (name, args = {}, options = {}) => outcomeOf(await call(name, args, options)),
    content: client,
    close: () => client.close(),
  };
}

export function outcomeOf(result: unknown): CallOutcome {
  const { content, structuredContent, isError } = result as {
    content: [{ text: string }, ...object[]];
    structuredContent?: Record<string, unknown>;
    isError?: boolean;
  };
  const [first, ...media] = content;
  return { text: first?.text ?? '', media, structured: structuredContent ?? {}, isError: isError === true };
}
