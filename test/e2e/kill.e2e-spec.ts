import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Simulators, startSimulators } from '../simulators/simulators.js';
import { startServerProcess } from '../support/server-process.js';

const ROUNDS = 20;
const WRITERS = 3;
const LONGEST_MORE_MS = 60;
const PATIENCE_MS = 20_000;

interface Person {
  readonly clientId: string;
  readonly clientSecret: string;
}

describe('the built server on its embedded database, killed with SIGKILL while it stores connections', () => {
  let folder: string;
  let simulators: Simulators;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sdp-kill-'));
    simulators = await startSimulators();
  });

  afterAll(async () => {
    await simulators.close();
    await rm(folder, { recursive: true, force: true });
  });

  const start = () => startServerProcess({ ...simulators.environment(), SDP_DATA_DIR: folder, LOG_LEVEL: 'warn' });

  const send = (url: string, path: string, { clientId, clientSecret }: Person, body?: object) =>
    fetch(`${url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        'X-SDP-Client-Id': clientId,
        'X-SDP-Client-Secret': clientSecret,
        'Content-Type': 'application/json',
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });

  /** Sets up one new person after the other until the server is gone. */
  async function write(url: string, acknowledged: Person[]): Promise<void> {
    try {
      for (;;) {
        const person = simulators.newTechnician();
        const answer = await send(url, '/oauth/setup', person, { code: person.grantToken() });
        await answer.text();
        if (answer.ok) acknowledged.push(person);
      }
    } catch {
      // The connection broke: that write was not acknowledged and may or may not be there.
    }
  }

  async function until(done: () => boolean): Promise<void> {
    const started = performance.now();
    while (!done()) {
      if (performance.now() - started > PATIENCE_MS) throw new Error('The server acknowledged no writes');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  it(`loses no acknowledged connection in ${ROUNDS} rounds, and their tokens work`, async () => {
    const acknowledged: Person[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const server = await start();
      const before = acknowledged.length;
      const writers = Array.from({ length: WRITERS }, () => write(server.url, acknowledged));
      // In the middle of the next writes, at an instant that differs from round to round.
      await until(() => acknowledged.length >= before + WRITERS);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_MORE_MS));
      await server.stop('SIGKILL');
      await Promise.all(writers);
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS * WRITERS);

    const server = await start();
    try {
      for (const person of acknowledged) {
        const status = await send(server.url, '/oauth/status', person);
        expect(await status.json()).toMatchObject({ status: 'ready' });
      }
      for (const person of acknowledged.filter((_, index) => index % 10 === 0)) {
        const validation = await send(server.url, '/oauth/validate', person, {});
        expect(await validation.json()).toMatchObject({ ok: true });
      }
    } finally {
      await server.stop();
    }
  }, 300_000);
});
