import { z } from 'zod';
import { AUDIT_ACTORS } from '../audit/audit-event.entity.js';
import { CIRCUIT_EVENTS } from '../common/resilience/circuit-state.js';
import { connectionFields } from '../oauth/oauth.openapi.js';
import { DEFERRED_STATES } from '../writes/deferred-write.entity.js';
import { apiObject, apiTime } from '../http/describe.js';

const times = apiTime.nullable();
const text = z.string().nullable();
const circuitState = z.enum(['closed', 'open', 'half-open']);

const transition = z.strictObject({ at: apiTime, to: z.enum(CIRCUIT_EVENTS), reason: z.string() });

/** A stored connection as the administrator sees it. */
const ClientSchema = apiObject('Client', {
  id: z.string(),
  ...connectionFields,
  state: z.enum(['ready', 'reauth_required']),
});

export const ClientsSchema = apiObject('Clients', {
  clients: z.array(ClientSchema),
  next: text.meta({ description: 'Value of `after` for the next page; null on the last one.' }),
});

export const ChangedClientSchema = apiObject('ChangedClient', { client: ClientSchema });

export const RemovedClientSchema = apiObject('RemovedClient', { removed: z.literal(true), revoked: z.boolean() });

export const AuditPageSchema = apiObject('AuditPage', {
  events: z.array(
    z.strictObject({
      id: z.string(),
      at: apiTime,
      actor: z.enum(AUDIT_ACTORS),
      event: z.string(),
      subject: text,
      outcome: z.string(),
      connectionId: text,
      recordIds: z.array(z.string()),
      requestId: text,
      replica: z.string(),
    }),
  ),
  next: text.meta({ description: 'Value of `before` for the next page; null on the last one.' }),
});

export const CircuitsSchema = apiObject('Circuits', {
  replica: z.string().meta({ description: 'The one that answers.' }),
  circuits: z.array(
    z.strictObject({
      name: z.string(),
      state: circuitState,
      retryAfterSeconds: z.int().optional(),
      openedAt: times,
      window: z.strictObject({ calls: z.int(), failures: z.int(), rejected: z.int() }),
      history: z.array(transition),
    }),
  ),
  replicas: z.array(
    z.strictObject({
      replica: z.string(),
      outcome: z.string(),
      circuits: z.array(
        z.strictObject({ name: z.string(), state: circuitState, openedAt: times, history: z.array(transition) }),
      ),
    }),
  ),
});

export const CircuitResetSchema = apiObject('CircuitReset', {
  circuit: z.string(),
  replicas: z.array(z.strictObject({ replica: z.string(), outcome: z.enum(['done', 'failed', 'no answer']) })),
});

const DeferredSchema = apiObject('DeferredWrite', {
  id: z.string(),
  connectionId: z.string(),
  tool: z.string(),
  state: z.enum(DEFERRED_STATES),
  attempts: z.int(),
  maybeSent: z.boolean(),
  lastCode: text,
  createdAt: apiTime,
  nextAttemptAt: apiTime,
  expiresAt: apiTime,
  endedAt: times,
  result: z.looseObject({}).nullable(),
});

export const ChangedWriteSchema = apiObject('ChangedWrite', { write: DeferredSchema });

export const DeferredOverviewSchema = apiObject('DeferredOverview', {
  counts: z.record(z.string(), z.int()).meta({ description: 'By state; states without any are absent.' }),
  writes: z.array(DeferredSchema).meta({ description: 'The newest 200.' }),
});

const count = z.int().nullable();
const PointSchema = z.strictObject({
  at: apiTime,
  calls: count,
  errors: count,
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  refreshes: count,
  refreshFailures: count,
});

export const ActivitySchema = apiObject('Activity', {
  replicas: z.array(z.string()),
  minutes: z.array(PointSchema),
  periods: z.array(PointSchema),
  hour: PointSchema,
});

export const OverviewSchema = apiObject('Overview', {
  version: z.string(),
  database: z.strictObject({ kind: z.enum(['embedded', 'postgres']), answers: z.boolean() }),
  encryptionKey: z.enum(['generated', 'configured']),
  setupMode: z.enum(['open', 'closed']),
  replicas: z.array(z.string()),
  counts: z
    .strictObject({
      connections: z.int(),
      ready: z.int(),
      reauthRequired: z.int(),
      failing: z.int(),
      unreadable: z.int(),
      writesWaiting: z.int(),
      writesStuck: z.int(),
      writesLost: z.int(),
    })
    .nullable()
    .meta({ description: 'null while the database does not answer' }),
  attention: z.array(
    z.strictObject({
      kind: z.string(),
      severity: z.enum(['bad', 'warn']),
      title: z.string(),
      advice: z.string(),
      page: text,
    }),
  ),
});
