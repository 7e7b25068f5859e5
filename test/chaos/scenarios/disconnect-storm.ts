import { readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { median, percentile } from '../../../bench/statistics.js';
import { closedLoop } from '../load/load.js';
import { ToolClient } from '../load/tool-client.js';
import { atMost, exactly, noted, type Scenario } from '../scenario.js';
import { pollUntil } from '../stage/poll.js';

const TIMED = 20;
const ALLOWED_MORE_FILES = 20;

export const disconnectStorm: Scenario = {
  id: 'T-3.8',
  promise: 'Clients that leave in the middle of a call leave nothing behind, and what was read for them ends at once',
  stage: { replicas: 1 },
  async run(stage, size) {
    const count = size === 'short' ? 600 : 2_000;
    const people = await stage.people(40);
    const tickets = await stage.simulators.ask('ticketIds', TIMED);
    const [replica] = stage.replicas;
    const client = new ToolClient({ oneConnectionACall: true });
    const read = (turn: number, leaveAfterMs?: number) => {
      const leaving = new AbortController();
      if (leaveAfterMs !== undefined) setTimeout(() => leaving.abort(), leaveAfterMs);
      return client.call(replica!.url, {
        tool: 'get_request',
        args: { request_id: tickets[turn % tickets.length] },
        headers: people[turn % 40]!.headers,
        signal: leaving.signal,
      });
    };
    await closedLoop(100, 20, (turn) => read(turn));
    await wait(500);
    const files = openFiles(replica!.pid);

    await replica!.sdp.set({ kind: 'latency', ms: 100, jitterMs: 300 });
    const storm = await closedLoop(count, 60, (turn) => read(turn, Math.random() * 300));

    await wait(3_000);
    await replica!.sdp.set({ kind: 'latency', ms: 5_000 });
    const ended: number[] = [];
    for (let turn = 0; turn < TIMED; turn += 1) {
      const from = replica!.sdp.journal.length;
      await read(turn, 150);
      const left = performance.now();
      const mine = () => replica!.sdp.journal.slice(from);
      await pollUntil(
        'the read has ended',
        () => mine().every(({ abandonedAfterMs }) => abandonedAfterMs !== undefined),
        6_000,
      );
      ended.push(...mine().map(({ at, abandonedAfterMs }) => Math.max(0, at + (abandonedAfterMs ?? 0) - left)));
    }
    await replica!.sdp.set();
    const settledMs = await pollUntil(
      'files are closed',
      () => openFiles(replica!.pid) <= files + ALLOWED_MORE_FILES,
      30_000,
    );
    const [leases] = await stage.sql<{ count: number }>(
      'SELECT count(*)::int AS count FROM oauth_tokens WHERE lease_until > now()',
    );
    const after = await closedLoop(100, 10, (turn) => read(turn));
    return {
      measurements: [
        exactly('the process lives', String(replica!.isRunning), 'true'),
        noted('the storm', storm.toString()),
        atMost('half of the reads ended, after their client had left, within', median(ended), 100, 'ms'),
        noted('95 % of them', `${percentile(ended, 0.95).toFixed(0)} ms`),
        atMost('time until its sockets were closed', settledMs / 1000, 20, 's'),
        exactly('leases left', leases?.count ?? -1, 0),
        exactly('unhandled rejections', replica!.output().split('unhandled rejection').length - 1, 0),
        exactly('failed calls afterwards', after.failed, 0),
        noted('what became of these', after.toString()),
      ],
    };
  },
};

function openFiles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}
