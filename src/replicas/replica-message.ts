import { z } from 'zod';
import { REPLICA_ID } from './replica-id.js';

/** Names of circuits: role and data center, as in `sdp-api:us`. */
export const CIRCUIT_NAME = /^[a-z-]{1,40}:[a-z]{2}$/;
const circuit = z.string().regex(CIRCUIT_NAME);
const count = z.int().min(0);

/** Ids in one message, so that it fits: 39 bytes each. */
export const MOST_CONNECTIONS = 150;

/**
 * Everything replicas tell each other. A message asks for nothing but forgetting, looking or drawing, because whoever
 * may use the database may send one.
 */
export const ReplicaMessage = z.discriminatedUnion('type', [
  /** Rows of `oauth_tokens` were written. */
  z.strictObject({
    type: z.literal('connections_changed'),
    connectionIds: z.array(z.guid()).min(1).max(MOST_CONNECTIONS),
  }),
  /** New tokens were stored, or an administrator said so: what the connection ran into before is forgotten. */
  z.strictObject({ type: z.literal('connection_set_up'), connectionId: z.guid() }),
  z.strictObject({ type: z.literal('circuit_reset'), circuit }),
  /** What one replica did in the last seconds, for charts alone. */
  z.strictObject({
    type: z.literal('activity'),
    replica: z.string().regex(REPLICA_ID),
    /** End of the seconds, in seconds since the epoch. */
    at: count,
    calls: count,
    errors: count,
    refreshes: count,
    refreshFailures: count,
    /** Calls by their duration, in the steps of `latency.ts`. */
    latency: z.array(count).max(32),
  }),
  /** Asks for the states of circuits. */
  z.strictObject({ type: z.literal('circuits_wanted') }),
  /** Asks which encryption keys a server knows, by their ids. */
  z.strictObject({ type: z.literal('keys_wanted') }),
]);
export type ReplicaMessage = z.output<typeof ReplicaMessage>;
export type ReplicaMessageType = ReplicaMessage['type'];
export type MessageOf<T extends ReplicaMessageType> = Extract<ReplicaMessage, { readonly type: T }>;

const from = z.string().regex(REPLICA_ID);

/** A message on its way; `askId` where the sender waits for acknowledgements. */
const Told = z.strictObject({ kind: z.literal('told'), from, askId: z.guid().optional(), message: ReplicaMessage });
/** An acknowledgement, and what the replica had to say. */
const Answered = z.strictObject({
  kind: z.literal('answered'),
  from,
  askId: z.guid(),
  outcome: z.enum(['done', 'failed']),
  answer: z.json().optional(),
});

export const Envelope = z.discriminatedUnion('kind', [Told, Answered]);
export type Envelope = z.output<typeof Envelope>;

/** A payload of NOTIFY is shorter than 8,000 bytes (PostgreSQL manual, NOTIFY). */
export const MOST_BYTES = 7_999;

/** undefined when the text is no envelope of ours: another user of the database can send anything. */
export function readEnvelope(text: string): Envelope | undefined {
  try {
    return Envelope.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
