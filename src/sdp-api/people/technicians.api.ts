import type { Send } from '../http/operation.js';
import type { Page, PageQuery } from '../list-info.js';
import type { SdpUser } from './user.schema.js';

export interface TechnicianQuery extends PageQuery {
  /** Part of a name or mail address. */
  readonly search?: string;
}

/** People who work on requests. */
export class TechniciansApi {
  constructor(private readonly send: Send) {}

  async list(query: TechnicianQuery = {}): Promise<Page<SdpUser>> {
    throw new Error(`not written: ${String(query)} ${String(this.send)}`);
  }

  async get(id: string): Promise<SdpUser> {
    throw new Error(`not written: ${id}`);
  }

  /** Those whose mail address is the text, or whose name or address holds it; best match first, at most 25. */
  async find(nameOrMail: string): Promise<readonly SdpUser[]> {
    throw new Error(`not written: ${nameOrMail}`);
  }
}
