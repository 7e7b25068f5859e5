import type { Send } from '../http/operation.js';
import type { SdpUser } from './user.schema.js';

/** People who need help. */
export class RequestersApi {
  constructor(private readonly send: Send) {}

  /** Those whose mail address is the text, or whose name or address holds it; best match first, at most 25. */
  async find(nameOrMail: string): Promise<readonly SdpUser[]> {
    throw new Error(`not written: ${nameOrMail} ${String(this.send)}`);
  }
}
