import { z } from 'zod';
import type { OwnDeferred } from '../../writes/deferred-writes.js';
import { inline } from '../text/markdown.js';
import { isoTime, readableTime } from '../text/times.js';

/** A write that this server sends later, as its person sees it. */
export const DeferredWriteView = z.object({
  id: z.string(),
  tool: z.string(),
  state: z.enum(['pending', 'done', 'failed', 'expired', 'cancelled', 'unknown']),
  /** What it sends, in a phrase; absent once it is done. */
  what: z.string().optional(),
  deferred_at: z.string(),
  tried_until: z.string(),
  next_try_at: z.string().optional(),
  tries: z.number(),
  /** It was sent once, and whether that worked is not known. */
  maybe_sent: z.boolean(),
  last_failure: z.string().optional(),
  /** Why it was refused. */
  reason: z.string().optional(),
  ended_at: z.string().optional(),
  /** Long id of the request it was written to. */
  request_id: z.string().optional(),
});

export type DeferredWriteView = z.output<typeof DeferredWriteView>;

/** @param what undefined when it is not known any more */
export function deferredWriteView(write: OwnDeferred, what: string | undefined): DeferredWriteView {
  const { id, tool, state, attempts, maybeSent, lastCode, createdAt, nextAttemptAt, expiresAt, endedAt, result } =
    write;
  const requestId = result?.['id'];
  return {
    ...{ id, tool, state, tries: attempts, maybe_sent: maybeSent },
    deferred_at: time(createdAt),
    tried_until: time(expiresAt),
    ...(what === undefined ? {} : { what }),
    ...(state === 'pending' ? { next_try_at: time(nextAttemptAt) } : {}),
    ...(lastCode === null ? {} : { last_failure: lastCode }),
    ...(write.reason === undefined ? {} : { reason: write.reason }),
    ...(endedAt === null ? {} : { ended_at: time(endedAt) }),
    ...(typeof requestId === 'string' ? { request_id: requestId } : {}),
  };
}

function time(at: Date): string {
  return isoTime(at) ?? '';
}

/** `- pending: a private note on request 31230 (id …), next try …` */
export function deferredWriteLine(write: DeferredWriteView): string {
  const { id, tool, state, what, tries, maybe_sent: maybeSent, next_try_at: next, ended_at: ended } = write;
  const parts = [
    next === undefined ? undefined : `next try ${readableTime(next)}`,
    ended === undefined ? `tried until ${readableTime(write.tried_until)}` : `ended ${readableTime(ended)}`,
    `${tries} ${tries === 1 ? 'try' : 'tries'}`,
    write.last_failure === undefined ? undefined : `last failure ${write.last_failure}`,
    maybeSent ? 'it may have been sent once: check before sending it again' : undefined,
    write.reason === undefined ? undefined : `reason: ${inline(write.reason, 500)}`,
  ];
  return `- ${state}: ${what ?? tool} (id ${id}); ${parts.filter((part) => part !== undefined).join('; ')}`;
}
