/** Wire-protocol messages to run, or the word to stop. */
export type ToWorker = Uint8Array | 'close';

/** An answer for each message, in order; `ready` before the first and `closed` after the last. */
export type FromWorker = Uint8Array | 'ready' | 'closed';
