import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { ReplicaBus } from '../replicas/replica-bus.js';
import type { ChannelListener, ReplicaChannel } from '../replicas/replica-channel.js';
import { sharedConnectionChanges } from './shared-connection-changes.js';

/** A channel that keeps what is sent. */
class Wire implements ReplicaChannel {
  readonly sent: string[] = [];
  listener!: ChannelListener;

  async open(listener: ChannelListener): Promise<void> {
    this.listener = listener;
  }
  send(text: string): void {
    this.sent.push(text);
  }
  async replicas(): Promise<readonly string[]> {
    return [];
  }
  async close(): Promise<void> {}
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

async function share(replicaId: string) {
  const wire = new Wire();
  const bus = new ReplicaBus(replicaId, wire);
  const changes = sharedConnectionChanges(bus);
  await bus.open();
  return { wire, changes };
}

it('changes made together travel in few messages, each of which fits, and all arrive', async () => {
  const [here, there] = [await share('here'), await share('there')];
  const ids = Array.from({ length: 1_000 }, () => randomUUID());
  const marks = [here.changes.mark(), there.changes.mark()] as const;

  for (const id of [...ids, ...ids]) here.changes.announce(id);
  expect(ids.some((id) => here.changes.isUnchanged(id, marks[0]))).toBe(false);
  await turn();

  expect(here.wire.sent).toHaveLength(7);
  for (const text of here.wire.sent) {
    expect(Buffer.byteLength(text)).toBeLessThan(8_000);
    there.wire.listener.received(text);
  }
  expect(ids.some((id) => there.changes.isUnchanged(id, marks[1]))).toBe(false);
});

it('a change that was heard of is not told again', async () => {
  const [here, there] = [await share('here'), await share('there')];
  here.changes.announce(randomUUID());
  await turn();
  there.wire.listener.received(here.wire.sent[0] ?? '');
  await turn();

  expect(there.wire.sent).toEqual([]);
});

it('after a gap on the way nothing counts as unchanged', async () => {
  const { wire, changes } = await share('here');
  const mark = changes.mark();

  wire.listener.reconnected();

  expect(changes.isUnchanged(randomUUID(), mark)).toBe(false);
  expect(changes.isUnchanged(randomUUID(), changes.mark())).toBe(true);
});
