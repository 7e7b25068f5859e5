import { createServer, type IncomingHttpHeaders } from 'node:http';
import { gunzipSync } from 'node:zlib';

/** A span as it came over OTLP/HTTP in JSON (opentelemetry.io, "OTLP Specification"). */
export interface CollectedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  /** Empty or absent for the first span of a trace. */
  readonly parentSpanId?: string;
  readonly kind: number;
  /** 2 is an error. */
  readonly status?: { readonly code?: number; readonly message?: string };
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly events: readonly object[];
  readonly resource: Readonly<Record<string, unknown>>;
}

export interface Collector {
  readonly url: string;
  /** In the order in which they came. */
  readonly spans: readonly CollectedSpan[];
  readonly headers: readonly IncomingHttpHeaders[];
  /** All bodies as they came. */
  text(): string;
  close(): Promise<void>;
}

type KeyValues = readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];

const plain = (pairs: KeyValues = []) =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, Object.values(value)[0]]));

/** Takes spans as a collector does and keeps them. */
export async function startCollector(): Promise<Collector> {
  const spans: CollectedSpan[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const zipped = request.headers['content-encoding'] === 'gzip';
      const text = (zipped ? gunzipSync(Buffer.concat(chunks)) : Buffer.concat(chunks)).toString();
      if (request.method !== 'POST' || request.url !== '/v1/traces') return void response.writeHead(404).end();
      headers.push(request.headers);
      bodies.push(text);
      for (const { resource, scopeSpans } of JSON.parse(text).resourceSpans) {
        for (const span of scopeSpans.flatMap((scope: any) => scope.spans)) {
          spans.push({ events: [], ...span, attributes: plain(span.attributes), resource: plain(resource.attributes) });
        }
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    headers,
    text: () => bodies.join('\n'),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
