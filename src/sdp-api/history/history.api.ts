import type { Send } from '../http/operation.js';
import { listOperation, type Page, type PageQuery, rowsOf } from '../list-info.js';
import { type ParentRef, parentPath } from '../records/parent-ref.js';
import { isNoSuchPath, type PathMemory } from '../records/path-memory.js';
import type { SdpConnection } from '../sdp-connection.js';
import { SdpNotOfferedError } from '../sdp-input.errors.js';
import { SdpHistoryEntry } from './history.schema.js';

const ROWS = rowsOf(SdpHistoryEntry, 'history', 'histories');

/** What happened to a record, as SDP wrote it down. Neither path is on a page that could be read. */
export class HistoryApi {
  constructor(
    private readonly send: Send,
    private readonly connection: SdpConnection,
    private readonly paths: PathMemory,
  ) {}

  /** @throws SdpNotOfferedError where the portal has no such path */
  async list(parent: ParentRef, page: PageQuery = {}): Promise<Page<SdpHistoryEntry>> {
    try {
      return await this.paths.run(this.connection, 'history', (part) =>
        this.send(listOperation({ ...page, path: [...parentPath(parent), part], rows: ROWS })),
      );
    } catch (error) {
      throw isNoSuchPath(error) ? new SdpNotOfferedError('the history of records', { cause: error }) : error;
    }
  }
}
