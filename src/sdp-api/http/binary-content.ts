import type { Reader } from './operation.js';

/** A file as it came, with the type its sender claims. */
export interface BinaryContent {
  readonly bytes: Uint8Array;
  readonly claimedType: string | null;
}

/** Reads an answer that is a file; an operation with this reader is not read as JSON. */
export const BinaryReader: Reader<BinaryContent> = {
  safeParse: (content) =>
    isContent(content)
      ? { success: true, data: content }
      : { success: false, error: new TypeError('The answer is not a file') },
};

function isContent(content: unknown): content is BinaryContent {
  return typeof content === 'object' && content !== null && (content as BinaryContent).bytes instanceof Uint8Array;
}
