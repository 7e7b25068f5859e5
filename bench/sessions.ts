import { openSse, type SseStream } from './callers/sse.caller.js';
import { residentKilobytes } from './process-meter.js';

const PER_CREDENTIAL = 10;
const AT_ONCE = 50;

/**
 * Resident kilobytes of the server per idle HTTP+SSE session, for each number of sessions. The sessions carry
 * credentials that were never set up: connecting must work without, and the limit per person holds.
 */
export async function kilobytesPerSession(url: string, pid: number, counts: readonly number[]): Promise<number[]> {
  const streams: SseStream[] = [];
  await open(streams, url, 20); // code paths warm, buffers allocated
  const before = await settled(pid);
  const opened = streams.length;
  const figures: number[] = [];
  for (const count of counts) {
    await open(streams, url, opened + count);
    figures.push(((await settled(pid)) - before) / count);
  }
  for (const stream of streams) stream.close();
  return figures;
}

async function open(streams: SseStream[], url: string, upTo: number): Promise<void> {
  while (streams.length < upTo) {
    const first = streams.length;
    const batch = Array.from({ length: Math.min(AT_ONCE, upTo - first) }, (_, index) =>
      openSse(url, credentials(Math.floor((first + index) / PER_CREDENTIAL))),
    );
    streams.push(...(await Promise.all(batch)));
  }
}

function credentials(person: number): Record<string, string> {
  return {
    'x-sdp-client-id': `1000.BENCH${String(person).padStart(25, '0')}`,
    'x-sdp-client-secret': String(person).padStart(42, '0'),
  };
}

/** Waits until the memory stops moving, at most five seconds. */
async function settled(pid: number): Promise<number> {
  let last = residentKilobytes(pid);
  for (let round = 0; round < 10; round++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const now = residentKilobytes(pid);
    if (Math.abs(now - last) < 200) return now;
    last = now;
  }
  return last;
}
