import { type Dispatcher, fetch, type Headers } from 'undici';

/** Longest time that an answer may take, in ms. */
const PATIENCE_MS = 15_000;

export interface HttpRequest {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: object;
  readonly timeoutMs?: number;
  /** The way there; directly when undefined. */
  readonly dispatcher?: Dispatcher;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** undefined when it is not JSON. */
  readonly body: unknown;
}

/** One request. Follows no redirect, so that what is sent goes nowhere else. @throws what `fetch` throws */
export async function request(url: string, asked: HttpRequest = {}): Promise<HttpAnswer> {
  const response = await fetch(url, {
    method: asked.method ?? 'GET',
    headers: {
      Accept: 'application/json',
      ...(asked.body && { 'Content-Type': 'application/json' }),
      ...asked.headers,
    },
    ...(asked.body && { body: JSON.stringify(asked.body) }),
    ...(asked.dispatcher && { dispatcher: asked.dispatcher }),
    redirect: 'manual',
    signal: AbortSignal.timeout(asked.timeoutMs ?? PATIENCE_MS),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
