import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** The true answer of a simulator, held back, and the ways to let it go. */
interface HeldAnswer {
  readonly body: Buffer;
  /** As it was meant. */
  send(): void;
  /** The true status and headers with another body or content type; the length is made to fit. */
  sendBody(body: Buffer, contentType?: string): void;
  /** Headers that promise the whole body, half of it, then a destroyed socket. */
  sendHalfThenReset(): void;
}

export type Spoil = (answer: HeldAnswer) => void | Promise<void>;

type HeaderInput = OutgoingHttpHeaders | OutgoingHttpHeader[];

/**
 * Holds back what is written to `res` and hands it to `spoil` when the answer is complete, so that code which answers
 * through `writeHead`, `write` and `end` needs to know nothing of faults.
 */
export function spoilAnswer(res: ServerResponse, spoil: Spoil): void {
  const own = { writeHead: res.writeHead.bind(res), write: res.write.bind(res), end: res.end.bind(res) };
  const chunks: Buffer[] = [];

  const release = () => {
    res.writeHead = own.writeHead;
    res.write = own.write;
    res.end = own.end;
  };
  const keep = (chunk: unknown) => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };

  res.writeHead = (status: number, reasonOrHeaders?: string | HeaderInput, headers?: HeaderInput) => {
    res.statusCode = status;
    const given = typeof reasonOrHeaders === 'object' ? reasonOrHeaders : headers;
    for (const [name, value] of Object.entries(given ?? {})) if (value !== undefined) res.setHeader(name, value);
    return res;
  };
  res.write = ((chunk: unknown) => (keep(chunk), true)) as typeof res.write;
  res.end = ((chunk?: unknown) => {
    keep(chunk);
    release();
    if (!res.destroyed) void spoil(heldAnswer(res, Buffer.concat(chunks)));
    return res;
  }) as typeof res.end;
}

function heldAnswer(res: ServerResponse, body: Buffer): HeldAnswer {
  const sendBody = (other: Buffer, contentType?: string) => {
    if (res.destroyed) return;
    if (contentType !== undefined) res.setHeader('content-type', contentType);
    res.setHeader('content-length', other.length);
    res.end(other);
  };
  return {
    body,
    send: () => sendBody(body),
    sendBody,
    sendHalfThenReset: () => {
      res.setHeader('content-length', body.length);
      res.write(body.subarray(0, Math.floor(body.length / 2)), () => res.socket?.destroy());
    },
  };
}
