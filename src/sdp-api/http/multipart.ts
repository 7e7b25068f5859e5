import { randomUUID } from 'node:crypto';

/** A file as one part of a form, with plain fields beside it. */
export interface FilePart {
  /** Name of the form's field that holds the file. */
  readonly field: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly fields?: Readonly<Record<string, string>>;
}

/** Nothing that ends a quoted name or a header line. */
const quoted = (name: string): string => name.replaceAll(/["\r\n\\]/g, '_');

/** A form with a file (RFC 7578). The file goes as bytes of no declared kind: what it is, its reader finds out. */
export function multipart(
  { field, name, bytes, fields = {} }: FilePart,
  boundary = `sdp-${randomUUID()}`,
): { readonly contentType: string; readonly body: Buffer } {
  const head = (disposition: string, more = ''): Buffer =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n${more}\r\n`);
  const end = Buffer.from('\r\n');
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([
      ...Object.entries(fields).flatMap(([key, value]) => [head(`name="${quoted(key)}"`), Buffer.from(value), end]),
      head(`name="${quoted(field)}"; filename="${quoted(name)}"`, 'Content-Type: application/octet-stream\r\n'),
      bytes,
      end,
      Buffer.from(`--${boundary}--\r\n`),
    ]),
  };
}
