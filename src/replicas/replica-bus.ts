import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { PendingAsk } from './pending-ask.js';
import type { ReplicaChannel } from './replica-channel.js';
import {
  type Envelope,
  type MessageOf,
  MOST_BYTES,
  readEnvelope,
  type ReplicaMessage,
  type ReplicaMessageType,
} from './replica-message.js';

export type MessageOrigin = 'here' | 'elsewhere';

/** What one replica answered. `failed`: it has the message and could not do what it asks. */
export interface ReplicaAnswer {
  readonly replica: string;
  readonly outcome: 'done' | 'failed' | 'no answer';
  /** What the handler returned there; not yet checked by anybody. */
  readonly answer?: unknown;
}

type Handler = (message: ReplicaMessage, origin: MessageOrigin) => unknown;
type Handling = Omit<ReplicaAnswer, 'replica'>;

/** Longest time an `ask` takes, in ms. */
const PATIENCE_MS = 1_000;

/**
 * Small control messages among replicas. Every message reaches the handlers of every replica, this one's first and at
 * once. Nothing here throws and nothing is promised: whoever relies on a message has another way to the truth that
 * takes longer. See ADR 0009.
 */
export class ReplicaBus {
  private readonly logger = new Logger(ReplicaBus.name);
  private readonly handlers = new Map<ReplicaMessageType, Handler>();
  private readonly resyncs = new Set<() => void>();
  private readonly asks = new Map<string, PendingAsk<Handling>>();

  /** @param channel undefined where this process is alone, as with the embedded database */
  constructor(
    readonly replicaId: string,
    private readonly channel?: ReplicaChannel,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  /** Sets the one handler of a type of message. What it returns goes to whoever asked: plain JSON, small. */
  on<T extends ReplicaMessageType>(type: T, handler: (message: MessageOf<T>, origin: MessageOrigin) => unknown): void {
    this.handlers.set(type, handler as Handler);
  }

  /** Messages may have been missed: forget what they would have changed. */
  onResync(resync: () => void): void {
    this.resyncs.add(resync);
  }

  /** Tells every replica and waits for none. */
  publish(message: ReplicaMessage): void {
    this.handle(message, 'here');
    this.send({ kind: 'told', from: this.replicaId, message });
  }

  /** Tells every replica and waits up to a second for their answers. One answer a living replica, this one's first. */
  async ask(message: ReplicaMessage): Promise<ReplicaAnswer[]> {
    const own: ReplicaAnswer = { replica: this.replicaId, ...this.handle(message, 'here') };
    if (!this.channel) return [own];

    const askId = randomUUID();
    const pending = new PendingAsk<Handling>();
    this.asks.set(askId, pending);
    this.send({ kind: 'told', from: this.replicaId, askId, message });
    void this.channel.replicas().then((replicas) => pending.expect(replicas.filter((id) => id !== this.replicaId)));
    const others = await pending.gather(this.patienceMs);
    this.asks.delete(askId);
    return [own, ...others.map(([replica, handling = NO_ANSWER]) => ({ replica, ...handling }))];
  }

  async open(): Promise<void> {
    await this.channel?.open({
      received: (text) => this.receive(text),
      reconnected: () => this.resync(),
    });
  }

  async close(): Promise<void> {
    await this.channel?.close();
  }

  private receive(text: string): void {
    const envelope = readEnvelope(text);
    if (!envelope) return this.logger.warn({ event: 'replica_message_unreadable' });
    if (envelope.from === this.replicaId) return;
    const { from, askId } = envelope;
    if (envelope.kind === 'answered') {
      const { outcome, answer } = envelope;
      return this.asks.get(envelope.askId)?.take(from, answer === undefined ? { outcome } : { outcome, answer });
    }
    const handling = this.handle(envelope.message, 'elsewhere');
    if (askId === undefined) return;
    this.send({ kind: 'answered', from: this.replicaId, askId, ...handling } as Envelope);
  }

  private handle(message: ReplicaMessage, origin: MessageOrigin): Handling {
    try {
      const answer = this.handlers.get(message.type)?.(message, origin);
      return answer === undefined ? { outcome: 'done' } : { outcome: 'done', answer };
    } catch (error) {
      this.logger.error({ event: 'replica_message_failed', reason: message.type, error });
      return { outcome: 'failed' };
    }
  }

  private resync(): void {
    for (const resync of this.resyncs) resync();
  }

  private send(envelope: Envelope): void {
    const text = JSON.stringify(envelope);
    if (Buffer.byteLength(text) <= MOST_BYTES) this.channel?.send(text);
    // Only an answer can grow: without it, it is still an acknowledgement.
    else if (envelope.kind === 'answered') this.send({ ...envelope, answer: undefined });
  }
}

const NO_ANSWER: Handling = { outcome: 'no answer' };
