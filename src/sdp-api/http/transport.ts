import { type Dispatcher, request } from 'undici';
import { outgoingAgent, type ProxyConfig } from '../../common/network/outgoing-agent.js';
import { wasUnsent } from '../../common/network/was-unsent.js';
import type { BinaryContent } from './binary-content.js';
import { SickUpstreamError } from './sick-upstream.error.js';

/** An answer that arrived whole. */
export interface Answer {
  readonly status: number;
  /** As text; empty for a file. */
  readonly body: string;
  /** A file that was asked for and given. */
  readonly content?: BinaryContent;
  /** `Retry-After` in ms, when it was sent as seconds. */
  readonly retryAfterMs: number | undefined;
}

export interface TransportOptions {
  /** Ms to get a connection, TLS included. */
  readonly connectMs: number;
  /** Bytes; a longer answer is refused. */
  readonly maxBodyBytes: number;
  readonly proxy?: ProxyConfig | undefined;
}

export interface OutgoingRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** The answer is a file: its bytes are wanted. */
  readonly binary?: true;
}

/** The connections of this process to SDP. Follows no redirect: none is expected, and one would carry the token away. */
export class Transport {
  private readonly agent: Dispatcher;

  constructor({ connectMs, maxBodyBytes, proxy }: TransportOptions) {
    const options = {
      connectMs,
      connections: 256,
      keepAliveTimeout: 10_000,
      // One attempt has one timer, for everything from the connection to the last byte: `exchange`'s.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxResponseSize: maxBodyBytes,
    };
    this.agent = outgoingAgent(options, proxy);
  }

  /**
   * One request, one answer. @throws SickUpstreamError, or the signal's reason when the caller went away
   * @param limit `ms` for the whole exchange; `counts` says whether running out of it is SDP's fault
   */
  async exchange(
    outgoing: OutgoingRequest,
    { signal, limit }: { signal: AbortSignal; limit: { readonly ms: number; readonly counts: boolean } },
  ): Promise<Answer> {
    const stop = new AbortController();
    const leave = () => stop.abort();
    const timer = setTimeout(leave, limit.ms);
    signal.addEventListener('abort', leave, { once: true });
    try {
      signal.throwIfAborted();
      const { statusCode, headers, body } = await request(outgoing.url, {
        dispatcher: this.agent,
        method: outgoing.method,
        headers: outgoing.headers,
        body: outgoing.body ?? null,
        signal: stop.signal,
      });
      const wait = retryAfterMs(headers['retry-after']);
      if (outgoing.binary && statusCode >= 200 && statusCode < 300) {
        const type = headers['content-type'];
        const content = {
          bytes: new Uint8Array(await body.arrayBuffer()),
          claimedType: typeof type === 'string' ? type : null,
        };
        const text = type?.includes('json') ? Buffer.from(content.bytes).toString('utf8') : '';
        return { status: statusCode, body: text, content, retryAfterMs: wait };
      }
      return { status: statusCode, body: await body.text(), retryAfterMs: wait };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (stop.signal.aborted) throw new SickUpstreamError('timeout', { cause: error, counts: limit.counts });
      throw fromUndici(error);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
    }
  }

  /** Lets running exchanges end and closes all connections. */
  close(): Promise<void> {
    return this.agent.close();
  }
}

function fromUndici(error: unknown): SickUpstreamError {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (wasUnsent(error)) return new SickUpstreamError('unreachable', { cause: error });
  // Too much data is not sickness: it is one caller's question, and others are answered meanwhile.
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE')
    return new SickUpstreamError('unreadable', { cause: error, counts: false });
  return new SickUpstreamError('broken', { cause: error });
}

function retryAfterMs(header: string | string[] | undefined): number | undefined {
  return typeof header === 'string' && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : undefined;
}
