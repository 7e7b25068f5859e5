import { z } from 'zod';
import { apiObject } from '../http/describe.js';

/** Health, on the wire. */
export const HealthSchema = apiObject('Health', {
  status: z.enum(['ok', 'degraded', 'down']),
  version: z.string(),
  uptimeSeconds: z.int(),
  database: z.strictObject({ kind: z.enum(['embedded', 'postgres']), status: z.enum(['up', 'down']) }),
  setup: z
    .strictObject({
      mode: z.enum(['open', 'closed']),
      connections: z.int(),
      ready: z.int(),
      reauthRequired: z.int(),
      failing: z.int(),
    })
    .nullable()
    .meta({ description: 'null while the database does not answer' }),
  circuits: z.array(z.strictObject({ name: z.string(), state: z.enum(['closed', 'open', 'half-open']) })),
});

/** What the probes say. */
export const ProbeSchema = apiObject('Probe', {
  status: z.enum(['ok', 'started']),
});

/** What the probe of readiness says. */
export const ReadySchema = apiObject('Ready', {
  status: z.literal('ok'),
  details: z.strictObject({ database: z.looseObject({ status: z.enum(['up', 'down']) }) }),
});
