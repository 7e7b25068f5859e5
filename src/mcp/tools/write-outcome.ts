import { z } from 'zod';
import { paragraphs } from '../text/markdown.js';
import { readableTime } from '../text/times.js';
import type { Tool } from './define-tool.js';

/** What a tool answers when its write was not sent but kept, to be sent by the server. */
export const DeferredNotice = z.object({
  id: z.string(),
  what: z.string(),
  tried_until: z.string(),
  /** It was sent once, and whether that worked is not known; the server looks before it sends it again. */
  maybe_sent: z.boolean(),
  /** Code of the failure because of which it was deferred; absent when the caller asked for it in any case. */
  because: z.string().optional(),
});
export type DeferredNotice = z.output<typeof DeferredNotice>;

/** `already_done`: an earlier call with the same idempotencyKey did it, and nothing was sent. */
export type WriteOutcome =
  { readonly output: Record<string, unknown>; readonly alreadyDone: boolean } | { readonly deferred: DeferredNotice };

/**
 * What a tool's structured content can be: its own output, and for writes what may have become of them instead. The
 * notice is not spelled out: every client reads this list in full, and what the notice says stands in the text as well.
 */
export function publishedOutput(tool: Tool): z.ZodObject {
  if (tool.access !== 'sdp' || !tool.write) return tool.output;
  const keyed = tool.write.restore ? tool.output.extend({ already_done: z.boolean().optional() }) : tool.output;
  return tool.write.deferral
    ? keyed.partial().extend({ deferred: z.looseObject({ id: z.string() }).optional() })
    : keyed;
}

export const ALREADY_DONE = 'Nothing was sent now: the earlier call with this idempotencyKey did it.';

export function deferredText({ id, what, tried_until: until, maybe_sent: maybeSent, because }: DeferredNotice): string {
  return paragraphs(
    `Not in ServiceDesk Plus yet: deferred${because === undefined ? ' as asked' : ` (${because})`}. The server sends it by itself: ${what}`,
    maybeSent ? 'It may have arrived already; the server looks before it sends it again.' : undefined,
    `It is tried until ${readableTime(until)}. Id: ${id}. Do not send it again meanwhile; list_deferred_writes shows what became of it, cancel_deferred_write stops it.`,
  );
}
