import { setTimeout as wait } from 'node:timers/promises';

/** Asks every 50 ms until it is so. @returns milliseconds it took @throws Error naming `what` after `withinMs` */
export async function pollUntil(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  withinMs: number,
): Promise<number> {
  const started = performance.now();
  while (!(await isSo())) {
    if (performance.now() - started > withinMs) throw new Error(`Not within ${withinMs} ms: ${what}`);
    await wait(50);
  }
  return performance.now() - started;
}
