import { LRUCache } from 'lru-cache';
import { SdpApiError, SdpNotFoundError, SdpUnauthorizedError } from '../sdp-api.errors.js';
import type { SdpConnection } from '../sdp-connection.js';

/**
 * Operations on a request end in `_assign` or, in the older spelling, `assign` (pitstop.manageengine.com, "Deprecating
 * support for authtokens and URI model"). The newer one goes first; a portal that took the older is remembered.
 */
export class OperationSpelling {
  private readonly plain = new LRUCache<string, true>({ max: 10_000 });

  /** @param name such as `assign` @param call gets the last part of the path */
  async run<T>(connection: SdpConnection, name: string, call: (part: string) => Promise<T>): Promise<T> {
    const key = `${portalKey(connection)} ${name}`;
    const [first, second] = this.plain.has(key) ? [name, `_${name}`] : [`_${name}`, name];
    try {
      return await call(first);
    } catch (error) {
      if (!(error instanceof SdpApiError) || !noSuchPath(error)) throw error;
      const result = await call(second).catch((secondError: unknown) => {
        throw secondError instanceof SdpApiError && noSuchPath(secondError) ? error : secondError;
      });
      if (second === name) this.plain.set(key, true);
      else this.plain.delete(key);
      return result;
    }
  }
}

/** The default portal has no name that two people would share. */
function portalKey({ dataCenter, portal, connectionId }: SdpConnection): string {
  return `${dataCenter} ${portal ?? connectionId}`;
}

function noSuchPath(error: SdpApiError): boolean {
  return error instanceof SdpNotFoundError || (error instanceof SdpUnauthorizedError && error.pathMayNotExist);
}
