import { z } from 'zod';
import type { CallContext } from '../http/call-context.js';
import type { Operation, Send } from '../http/operation.js';
import { listOperation, rowsOf } from '../list-info.js';
import { viewKey } from '../sdp-connection.js';
import { SdpNotOfferedError } from '../sdp-input.errors.js';
import type { ViewCache } from '../view-cache.js';
import { WireId } from '../wire/values.js';
import { isNoSuchPath } from './path-memory.js';
import type { RecordModule } from './record-module.js';

/** Where a portal keeps a module; null: it has none. */
export interface ModuleOffer {
  readonly collection: string | null;
}

type Optional = Pick<RecordModule, 'collection' | 'otherCollections' | 'plural'>;

const AnyRow = z.object({ id: WireId });

/** Finds out, and remembers ten minutes, whether a portal has the modules that not every portal has. */
export class ModuleOffers {
  constructor(
    private readonly send: Send,
    private readonly call: CallContext,
    private readonly cache: ViewCache<ModuleOffer>,
  ) {}

  /** The path under which the portal has the module. @throws SdpNotOfferedError when it has none */
  async collectionOf(module: Optional): Promise<string> {
    const { connection, signal } = this.call;
    const key = [viewKey(connection), connection.scopes.join(','), module.collection].join(' ');
    const { collection } = await this.cache.get(key, signal, () => this.look(module));
    if (collection === null) throw new SdpNotOfferedError(module.plural.replaceAll('_', ' '));
    return collection;
  }

  /** Sends a module's operations to where this portal has it. */
  sending(module: Optional, send: Send): Send {
    return async <T>(operation: Operation<T>) => {
      const collection = await this.collectionOf(module);
      return send({ ...operation, path: [collection, ...operation.path.slice(1)] });
    };
  }

  private async look({ collection, otherCollections = [] }: Optional): Promise<ModuleOffer> {
    for (const path of [collection, ...otherCollections]) {
      try {
        await this.send(listOperation({ path: [path], rows: rowsOf(AnyRow, path), fields: ['id'], rowCount: 1 }));
        return { collection: path };
      } catch (error) {
        if (!isNoSuchPath(error)) throw error;
      }
    }
    return { collection: null };
  }
}
