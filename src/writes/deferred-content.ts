import { z } from 'zod';
import { CiphertextError, type TokenCipher } from '../token/token-cipher.js';

const TABLE = 'deferred_writes';
const Payload = z.object({ args: z.unknown(), dataCenter: z.string().optional() });

/** What a deferred write says, and where it was meant to go. */
export interface DeferredPayload {
  /** What the tool was called with. */
  readonly args: unknown;
  /** Of the connection when it was deferred. */
  readonly dataCenter: string;
}

/** What deferred writes say, which is ticket text: sealed, bound to row and column, opened only to be sent or shown. */
export class DeferredContent {
  constructor(private readonly cipher: TokenCipher) {}

  sealPayload(rowId: string, payload: DeferredPayload): Buffer {
    return this.cipher.encrypt(JSON.stringify(payload), { table: TABLE, column: 'payload_ciphertext', rowId });
  }

  /** Undefined when there is none, or it does not open with the keys of this server. */
  openPayload({
    id,
    payloadCiphertext,
  }: {
    readonly id: string;
    readonly payloadCiphertext: Buffer | null;
  }): z.output<typeof Payload> | undefined {
    const text = this.open(id, 'payload_ciphertext', payloadCiphertext);
    return text === undefined ? undefined : Payload.parse(JSON.parse(text));
  }

  sealReason(rowId: string, reason: string): Buffer {
    return this.cipher.encrypt(reason, { table: TABLE, column: 'reason_ciphertext', rowId });
  }

  openReason({ id, reasonCiphertext }: { readonly id: string; readonly reasonCiphertext: Buffer | null }) {
    return this.open(id, 'reason_ciphertext', reasonCiphertext);
  }

  private open(rowId: string, column: string, ciphertext: Buffer | null): string | undefined {
    if (!ciphertext) return undefined;
    try {
      return this.cipher.decrypt(ciphertext, { table: TABLE, column, rowId });
    } catch (error) {
      if (error instanceof CiphertextError) return undefined;
      throw error;
    }
  }
}
