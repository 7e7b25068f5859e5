import type { Send } from '../http/operation.js';
import type { MetadataKind, MetadataList, MetadataParent, MetadataRow } from './metadata.schema.js';

/** The portal's configured lists, kept ten minutes per connection and portal. */
export class MetadataApi {
  constructor(private readonly send: Send) {}

  /** Rows of `read`. `subcategories` and `items` need a parent. */
  async list(kind: MetadataKind, parent?: MetadataParent): Promise<readonly MetadataRow[]> {
    return (await this.read(kind, parent)).rows;
  }

  /** All values of a list; where SDP refuses the list to this person, the values seen on recent requests. */
  async read(kind: MetadataKind, parent?: MetadataParent): Promise<MetadataList> {
    throw new Error(`not written: ${kind} ${String(parent)} ${String(this.send)}`);
  }
}
