import { setTimeout as wait } from 'node:timers/promises';
import type { CallResult } from './tool-client.js';

/** Answers by which the server turns a call away unheard, with the time to come back. */
const TURNED_AWAY = new Set(['HTTP_429', 'HTTP_503', 'SERVER_BUSY', 'TOO_MANY_CALLS']);

/** Makes a call as patient clients do: when it is turned away for load, again after the time the answer names. */
export function insist(call: () => Promise<CallResult>): Promise<CallResult> {
  return repeat(call, ({ outcome }) => TURNED_AWAY.has(outcome), 60_000);
}

/** Makes a call again and again, at least every two seconds, until it succeeds. The last result, with the time of all. */
export function untilOk(call: () => Promise<CallResult>, withinMs: number): Promise<CallResult> {
  return repeat(call, ({ outcome }) => outcome !== 'ok', withinMs);
}

async function repeat(
  call: () => Promise<CallResult>,
  again: (result: CallResult) => boolean,
  withinMs: number,
): Promise<CallResult> {
  const started = performance.now();
  for (;;) {
    const result = await call();
    const ms = performance.now() - started;
    if (!again(result) || ms > withinMs) return { ...result, ms };
    await wait(Math.min(2, result.retryAfterSeconds ?? 1) * 1000 * (0.5 + Math.random() / 2));
  }
}
