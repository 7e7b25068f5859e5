/** Id of a JSON-RPC request. 0 and the empty string are ids like any other. */
export type RequestId = string | number;

export interface InFlightCall {
  /** Fires when the call is cancelled by its caller or its connection is gone. */
  readonly signal: AbortSignal;
  /** Forgets the call; to be called once, however it ended. */
  end(): void;
}

interface Entry {
  readonly id: RequestId;
  readonly controller: AbortController;
}

/**
 * The tool calls that run in this process, by the scope in which their JSON-RPC ids are unique: an SSE session, or
 * for the stateless endpoint the caller as far as it can be told. The SDKs cancel by id within one server object
 * only, and ignore the id 0.
 */
export class InFlightCalls {
  private readonly scopes = new Map<string, Set<Entry>>();

  /** @param gone fires when nobody waits for the answer any more */
  begin(scope: string, id: RequestId, gone: AbortSignal): InFlightCall {
    const entry: Entry = { id, controller: new AbortController() };
    const abort = (): void => entry.controller.abort();
    if (gone.aborted) abort();
    gone.addEventListener('abort', abort, { once: true });

    const entries = this.scopes.get(scope) ?? new Set();
    this.scopes.set(scope, entries.add(entry));
    return {
      signal: entry.controller.signal,
      end: () => {
        gone.removeEventListener('abort', abort);
        entries.delete(entry);
        if (entries.size === 0) this.scopes.delete(scope);
      },
    };
  }

  /**
   * Cancels the one call of this scope with this id. Two calls can share an id where a person runs the same client
   * twice against the stateless endpoint: then neither is touched, since the wrong one may be a write.
   *
   * @returns whether a call was cancelled
   */
  cancel(scope: string, id: RequestId): boolean {
    const [match, ...others] = [...(this.scopes.get(scope) ?? [])].filter((entry) => entry.id === id);
    if (match === undefined || others.length > 0) return false;
    match.controller.abort();
    return true;
  }

  /** Calls running in this scope. */
  count(scope: string): number {
    return this.scopes.get(scope)?.size ?? 0;
  }
}
