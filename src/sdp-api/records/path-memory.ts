import { LRUCache } from 'lru-cache';
import { type SdpApiError, SdpNotFoundError, SdpUnauthorizedError } from '../sdp-api.errors.js';
import type { SdpConnection } from '../sdp-connection.js';

/**
 * Remembers, for each portal, which of several spellings of a path it takes. The likely one goes first; what a portal
 * took once goes first from then on.
 */
export class PathMemory {
  private readonly taken = new LRUCache<string, number>({ max: 10_000 });

  /**
   * An operation whose last part is `_assign` or, in the older spelling, `assign` (pitstop.manageengine.com,
   * "Deprecating support for authtokens and URI model"). @param call gets the last part of the path
   */
  run<T>(connection: SdpConnection, name: string, call: (part: string) => Promise<T>): Promise<T> {
    return this.first(connection, name, [`_${name}`, name], call);
  }

  /**
   * Calls with one spelling after the other until there is one that the portal has.
   *
   * @param key what is spelled, the same for every call of its kind
   * @param spellings likely ones first
   * @throws the refusal of the likeliest when the portal has none: the path may be right and the record not there
   */
  async first<S, T>(
    connection: SdpConnection,
    key: string,
    spellings: readonly [S, ...S[]],
    call: (spelling: S) => Promise<T>,
  ): Promise<T> {
    const memory = `${portalKey(connection)} ${key}`;
    let refusal: SdpApiError | undefined;
    for (const [index, spelling] of rememberedFirst(spellings, this.taken.get(memory) ?? 0)) {
      try {
        const result = await call(spelling);
        this.taken.set(memory, index);
        return result;
      } catch (error) {
        if (!isNoSuchPath(error)) throw error;
        refusal ??= error;
      }
    }
    throw refusal ?? new RangeError('No spelling to try');
  }
}

function rememberedFirst<S>(spellings: readonly S[], remembered: number): [number, S][] {
  const entries = [...spellings.entries()];
  return [...entries.filter(([index]) => index === remembered), ...entries.filter(([index]) => index !== remembered)];
}

/** The default portal has no name that two people would share. */
function portalKey({ dataCenter, portal, connectionId }: SdpConnection): string {
  return `${dataCenter} ${portal ?? connectionId}`;
}

/** Does the refusal say that nothing is there, neither path nor record? */
export function isNoSuchPath(error: unknown): error is SdpApiError {
  return error instanceof SdpNotFoundError || (error instanceof SdpUnauthorizedError && error.pathMayNotExist);
}
