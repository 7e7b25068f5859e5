import { CallCancelledFault } from './mcp.errors.js';

/** The work's result, or a rejection as soon as the signal fires: no caller waits for a tool that ignores it. */
export function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new CallCancelledFault());
    signal.addEventListener('abort', abort, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
