import type { SdpFailure } from './failure.js';

/** What an operation answers; `status` defaults to 200. */
export interface Reply {
  readonly status?: number;
  readonly body: object;
  /** A file instead of the body. */
  readonly file?: { readonly bytes: Buffer; readonly type: string };
  /** Set to false by a write that changed nothing. */
  readonly wrote?: boolean;
}

const SUCCESS = { status_code: 2000, status: 'success' };

/** One entity: `response_status` is an object (reference B.6). */
export function entityReply(key: string, row: unknown): Reply {
  return { body: { [key]: row, response_status: SUCCESS } };
}

/** Several rows: `response_status` is an array (reference B.6). */
export function listReply(key: string, rows: readonly unknown[], listInfo?: object): Reply {
  return { body: { response_status: [SUCCESS], ...(listInfo && { list_info: listInfo }), [key]: rows } };
}

/** An operation without entity, with a text or without (reference B.6). */
export function successReply(message?: string): Reply {
  const messages = message === undefined ? undefined : [{ status_code: 2000, type: 'success', message }];
  return { body: { response_status: { status_code: 2000, ...(messages && { messages }), status: 'success' } } };
}

/** The failure envelope of reference B.8.1. */
export function failureBody(failure: SdpFailure, topCode: 'wrapper' | 'specific'): object {
  const specific = failure.messages[0]?.status_code ?? 4000;
  return {
    response_status: {
      status_code: topCode === 'specific' ? specific : failure.topCode,
      messages: failure.messages.map((message) => ({ ...message, type: 'failed' })),
      status: 'failed',
    },
  };
}
