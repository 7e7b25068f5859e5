import type { RequestId } from './in-flight-calls.js';

/** The ids that `notifications/cancelled` messages in this body name; a body is one message or a batch. */
export function cancelledIds(body: unknown): RequestId[] {
  return (Array.isArray(body) ? body : [body]).flatMap((message: unknown) => {
    const { method, params } = asRecord(message);
    const { requestId } = asRecord(params);
    const isId = typeof requestId === 'string' || typeof requestId === 'number';
    return method === 'notifications/cancelled' && isId ? [requestId] : [];
  });
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
