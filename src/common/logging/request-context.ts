import { AsyncLocalStorage } from 'node:async_hooks';

/** What every log line of one HTTP request carries. */
export interface RequestContext {
  readonly requestId: string;
}

export const requestContext = new AsyncLocalStorage<RequestContext>();

/** Id of the request being answered; undefined in background work. */
export function currentRequestId(): string | undefined {
  return requestContext.getStore()?.requestId;
}
