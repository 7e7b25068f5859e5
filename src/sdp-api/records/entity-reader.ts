import type { Reader } from '../http/operation.js';

/** Reads what stands under a key of the answer. @param key such as `problem` */
export function entityOf<T>(entity: Reader<T>, key: string): Reader<T> {
  return {
    safeParse: (json) =>
      entity.safeParse(typeof json === 'object' && json !== null ? (json as Record<string, unknown>)[key] : undefined),
  };
}
