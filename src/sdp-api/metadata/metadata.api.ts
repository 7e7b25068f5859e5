import type { CallContext } from '../http/call-context.js';
import type { Reader, Send } from '../http/operation.js';
import { eachRow, listOperation, type Rows, rowsOf } from '../list-info.js';
import { viewKey } from '../sdp-connection.js';
import type { ViewCache } from '../view-cache.js';
import { isListed, type ListedKind, METADATA_KINDS, type MetadataKind } from './metadata-kinds.js';
import { metadataPath } from './metadata-paths.js';
import { type MetadataList, type MetadataParent, MetadataRow } from './metadata.schema.js';
import { seenValues } from './seen-values.js';
import { isWithheld } from './withheld.js';

const ROWS = Object.fromEntries(METADATA_KINDS.map((kind) => [kind, rowsOf(MetadataRow, kind)])) as Record<
  ListedKind,
  Reader<Rows<MetadataRow>>
>;

/** A longer list is cut; no portal seen had a fifth of it. */
const MOST_ROWS = 2_000;

/** The portal's configured lists, kept ten minutes per connection and portal. */
export class MetadataApi {
  constructor(
    private readonly send: Send,
    private readonly call: CallContext,
    private readonly cache: ViewCache<MetadataList>,
  ) {}

  /** Rows of `read`. `subcategories` and `items` need a parent. */
  async list(kind: MetadataKind, parent?: MetadataParent): Promise<readonly MetadataRow[]> {
    return (await this.read(kind, parent)).rows;
  }

  /**
   * All values of a list; where SDP does not give it to this person (no scope, no right, or no such path in this
   * portal), the values seen on recent records. @throws RangeError when a list lacks its parent
   */
  async read(kind: MetadataKind, parent?: MetadataParent): Promise<MetadataList> {
    const path = metadataPath(kind, parent);
    return this.cache.get(this.keyOf(path), this.call.signal, async () => {
      const { rows, source } = await this.load(kind, path, parent);
      // What was taken out of the set-up still stands on old requests, and may not be set any more.
      return { rows: rows.filter(({ deleted }) => deleted !== true), source };
    });
  }

  /** To be called when a list was changed by us. */
  forget(kind: ListedKind): void {
    this.cache.forget(this.keyOf(metadataPath(kind)));
  }

  /** The scopes are in the key: a new grant with more of them must not meet what the old one could not see. */
  private keyOf(path: readonly string[]): string {
    const { connection } = this.call;
    return [viewKey(connection), connection.scopes.join(','), ...path].join(' ');
  }

  private async load(kind: MetadataKind, path: readonly string[], parent?: MetadataParent): Promise<MetadataList> {
    if (!isListed(kind)) return { rows: await seenValues(this.send, kind, parent), source: 'seen' };
    try {
      const rows: MetadataRow[] = [];
      const pages = eachRow((page) => this.send(listOperation({ ...page, path, rows: ROWS[kind] })), MOST_ROWS);
      for await (const row of pages) rows.push(row);
      return { rows, source: 'list' };
    } catch (error) {
      if (!isWithheld(error)) throw error;
      return { rows: await seenValues(this.send, kind, parent), source: 'seen' };
    }
  }
}
