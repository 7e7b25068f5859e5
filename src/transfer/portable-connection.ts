import { z } from 'zod';
import { DATA_CENTERS } from '../common/data-center.js';

const time = z.iso.datetime().transform((text) => new Date(text));

/** A connection outside a database: everything but its access token, which lives an hour and is made anew. */
export const PortableConnection = z.object({
  id: z.guid(),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  refreshToken: z.string().min(1),
  dataCenter: z.enum(DATA_CENTERS),
  portal: z.string().nullable(),
  scopes: z.array(z.string()),
  createdAt: time,
  lastRefreshedAt: time.nullable(),
  lastUsedAt: time.nullable(),
  needsReauthReason: z.string().nullable(),
  needsReauthAt: time.nullable(),
});
export type PortableConnection = z.output<typeof PortableConnection>;

export const PortableConnections = z.object({ connections: z.array(PortableConnection) });
