import type { IncomingMessage } from 'node:http';
import { readBytes } from '../../common/loopback-server.js';

/** A file and the plain fields beside it (reference B.10). */
export interface Upload {
  /** Name of the part that held the file. */
  readonly field: string;
  readonly name: string;
  readonly bytes: Buffer;
  readonly fields: Readonly<Record<string, string>>;
}

/** One HTTP request, read to its end. */
export interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly accept: string;
  readonly authorization: string;
  /** Fields of a form body; undefined when the body is of another sort, which the vendor does not look at. */
  readonly form: URLSearchParams | undefined;
  /** A file that came as a form in several parts; undefined when none did. */
  readonly upload: Upload | undefined;
  /** Is there a body that is not a form? */
  readonly hasForeignBody: boolean;
}

export async function readIncoming(req: IncomingMessage): Promise<Incoming> {
  const { pathname, searchParams } = new URL(req.url ?? '/', 'http://simulator');
  const bytes = await readBytes(req);
  const body = bytes.toString('utf8');
  const type = req.headers['content-type'] ?? '';
  const isForm = type.startsWith('application/x-www-form-urlencoded');
  const upload = type.startsWith('multipart/form-data') ? await readUpload(bytes, type) : undefined;
  return {
    method: req.method ?? 'GET',
    path: pathname,
    query: searchParams,
    accept: req.headers.accept ?? '',
    authorization: req.headers.authorization ?? '',
    form: isForm ? new URLSearchParams(body) : undefined,
    upload,
    hasForeignBody: !isForm && !upload && body !== '',
  };
}

async function readUpload(body: Buffer, type: string): Promise<Upload | undefined> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const parts = [...form.entries()];
  const file = parts.find((part): part is [string, File] => typeof part[1] !== 'string');
  if (!file) return undefined;
  const [field, content] = file;
  const fields = Object.fromEntries(parts.filter((part): part is [string, string] => typeof part[1] === 'string'));
  return { field, name: content.name, bytes: Buffer.from(await content.arrayBuffer()), fields };
}
