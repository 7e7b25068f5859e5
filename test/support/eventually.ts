import { setTimeout as wait } from 'node:timers/promises';

/** Waits for something real, looking every 10 ms. @throws the claim's last error after `withinMs` */
export async function eventually<T>(claim: () => T | Promise<T>, withinMs = 5_000): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    try {
      return await claim();
    } catch (error) {
      if (performance.now() >= deadline) throw error;
      await wait(10);
    }
  }
}
