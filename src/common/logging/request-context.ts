import { AsyncLocalStorage } from 'node:async_hooks';

/** What is known of the HTTP request being answered; every log line carries its id. */
export interface RequestContext {
  readonly requestId: string;
  /** Of the sender, as far as proxies that are trusted say; otherwise of the peer. Never logged. */
  readonly address?: string;
}

export const requestContext = new AsyncLocalStorage<RequestContext>();

/** Id of the request being answered; undefined in background work. */
export function currentRequestId(): string | undefined {
  return requestContext.getStore()?.requestId;
}

/** Where the request being answered comes from; one word for all background work. */
export function currentAddress(): string {
  return requestContext.getStore()?.address ?? 'none';
}
