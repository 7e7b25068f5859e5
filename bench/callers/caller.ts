import type { Client } from 'undici';

/** One way to make the same tool call again and again over kept-alive connections. */
export interface Caller {
  readonly name: string;
  /** Makes one call. @throws Error when the answer is not the expected result. */
  call(): Promise<void>;
  close(): Promise<void>;
}

export interface Target {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** Sends JSON and returns the body's text. */
export async function post(client: Client, path: string, headers: Record<string, string>, body: unknown) {
  const response = await client.request({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.statusCode, text: await response.body.text() };
}

/** A tool call's answer must be a result that is not an error; anything else would make the figures worthless. */
export function expectResult(text: string): void {
  if (!text.includes('"structuredContent"') || text.includes('"isError":true')) {
    throw new Error(`Not a tool result: ${text.slice(0, 300)}`);
  }
}
