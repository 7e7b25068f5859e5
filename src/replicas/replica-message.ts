import { z } from 'zod';
import { REPLICA_ID } from './replica-id.js';

/** Names of circuits: role and data center, as in `sdp-api:us`. */
export const CIRCUIT_NAME = /^[a-z-]{1,40}:[a-z]{2}$/;
const circuit = z.string().regex(CIRCUIT_NAME);

/** Ids in one message, so that it fits: 39 bytes each. */
export const MOST_CONNECTIONS = 150;

/**
 * Everything replicas tell each other. A message asks for nothing but forgetting or looking, because whoever may use
 * the database may send one.
 */
export const ReplicaMessage = z.discriminatedUnion('type', [
  /** Rows of `oauth_tokens` were written. */
  z.strictObject({
    type: z.literal('connections_changed'),
    connectionIds: z.array(z.guid()).min(1).max(MOST_CONNECTIONS),
  }),
  /** New tokens were stored: what older ones ran into is forgotten. */
  z.strictObject({ type: z.literal('connection_set_up'), connectionId: z.guid() }),
  z.strictObject({ type: z.literal('circuit_reset'), circuit }),
  /** Asks for the states of circuits. */
  z.strictObject({ type: z.literal('circuits_wanted') }),
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
