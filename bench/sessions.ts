import type { Simulators } from '../test/simulators/simulators.js';
import { openSse, type SseStream } from './callers/sse.caller.js';
import { residentKilobytes } from './process-meter.js';
import type { Stage } from './stage.js';

const PER_CREDENTIAL = 10;
const AT_ONCE = 50;
const WARM_UP = 20;
/** Places of a server for credentials that have not proved a connection. */
const MOST_STRANGERS = 4_000;

/**
 * Resident kilobytes of the server per idle HTTP+SSE session, for each number of sessions. Most carry credentials that
 * were never set up: connecting must work without. Such ones may take four fifths of the places, so the rest belongs
 * to people who are set up; the limit per person holds.
 */
export async function kilobytesPerSession(
  { server, simulators }: Pick<Stage, 'server' | 'simulators'>,
  counts: readonly number[],
): Promise<number[]> {
  const { url } = server;
  const pid = server.child.pid!;
  const strangers = Array.from({ length: MOST_STRANGERS / PER_CREDENTIAL }, (_, index) => stranger(index));
  const people = Math.ceil(Math.max(0, Math.max(...counts) + WARM_UP - MOST_STRANGERS) / PER_CREDENTIAL);
  const headers = [...strangers, ...(await setUp(people, url, simulators))];
  const streams: SseStream[] = [];
  const open = async (upTo: number): Promise<void> => {
    while (streams.length < upTo) {
      const first = streams.length;
      const batch = Array.from({ length: Math.min(AT_ONCE, upTo - first) }, (_, index) =>
        openSse(url, headers[Math.floor((first + index) / PER_CREDENTIAL)]!),
      );
      streams.push(...(await Promise.all(batch)));
    }
  };

  await open(WARM_UP); // code paths warm, buffers allocated
  const before = await settled(pid);
  const opened = streams.length;
  const figures: number[] = [];
  for (const count of counts) {
    await open(opened + count);
    figures.push(((await settled(pid)) - before) / count);
  }
  for (const stream of streams) stream.close();
  return figures;
}

/** Headers of that many people with a connection. */
async function setUp(count: number, url: string, simulators: Simulators): Promise<Record<string, string>[]> {
  const people: Record<string, string>[] = [];
  while (people.length < count) {
    const technician = simulators.newTechnician();
    const own = { 'x-sdp-client-id': technician.clientId, 'x-sdp-client-secret': technician.clientSecret };
    const answer = await fetch(`${url}/oauth/setup`, {
      method: 'POST',
      headers: { ...own, 'content-type': 'application/json' },
      body: JSON.stringify({ code: technician.grantToken() }),
    });
    if (!answer.ok) throw new Error(`Set-up answered ${answer.status}: ${await answer.text()}`);
    people.push(own);
  }
  return people;
}

function stranger(person: number): Record<string, string> {
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
