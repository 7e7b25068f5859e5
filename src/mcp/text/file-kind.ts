/** What a file can be shown as. */
export type FileKind =
  | { readonly kind: 'image'; readonly mimeType: string }
  | { readonly kind: 'text' | 'html'; readonly text: string }
  | { readonly kind: 'file' };

const starts =
  (...bytes: number[]) =>
  (file: Uint8Array): boolean =>
    bytes.every((byte, at) => file[at] === byte);
const ascii = (file: Uint8Array, from: number, to: number): string =>
  Buffer.from(file.slice(from, to)).toString('latin1');

/** By their first bytes: what the sender of a file calls it decides nothing. */
const IMAGES: readonly (readonly [mimeType: string, is: (file: Uint8Array) => boolean])[] = [
  ['image/png', starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
  ['image/jpeg', starts(0xff, 0xd8, 0xff)],
  ['image/gif', (file) => /^GIF8[79]a$/.test(ascii(file, 0, 6))],
  ['image/webp', (file) => ascii(file, 0, 4) === 'RIFF' && ascii(file, 8, 12) === 'WEBP'],
];

/** Bytes from which text and binary files are told apart. */
const LOOKED_AT = 64 * 1024;
/** Share of control characters from which on it is no text. */
const MOST_CONTROLS = 0.02;

/** Images of the kinds that models see, texts, pages as texts, and everything else. SVG is text: it is never drawn. */
export function fileKind(file: Uint8Array): FileKind {
  const image = IMAGES.find(([, is]) => is(file));
  if (image) return { kind: 'image', mimeType: image[0] };
  const text = textOf(file);
  if (text === undefined) return { kind: 'file' };
  const isPage = /<(?:!doctype html|html|body|head|div|p|table)[\s>]/i.test(text.slice(0, 2_000));
  return { kind: isPage ? 'html' : 'text', text };
}

function textOf(file: Uint8Array): string | undefined {
  const wide = starts(0xff, 0xfe)(file);
  if (!wide && file.slice(0, LOOKED_AT).includes(0)) return undefined;
  const text = decoded(file, wide ? 'utf-16le' : 'utf-8') ?? decoded(file, 'windows-1252');
  if (text === undefined) return undefined;
  const head = text.slice(0, LOOKED_AT);
  const controls = head.match(/(?![\t\n\r\f])\p{Cc}/gu)?.length ?? 0;
  return controls <= head.length * MOST_CONTROLS ? text : undefined;
}

function decoded(file: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(file);
  } catch {
    return undefined;
  }
}
