import { z } from 'zod';
import { DATA_CENTERS } from '../common/data-center.js';
import type { Caller } from '../oauth/caller.js';

/** Who uses the page in this browser, as the sealed session keeps it; verified anew for every page. */
export const Visitor = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  dataCenter: z.enum(DATA_CENTERS).optional(),
  portal: z.string().optional(),
  accessKey: z.string().optional(),
  /** Goes on with a secret that nothing confirms yet: the grant token that follows is to confirm it. */
  anew: z.boolean(),
});
export type Visitor = z.output<typeof Visitor>;

/** What of a form may be shown again: never a secret. */
export const Draft = z.object({
  clientId: z.string(),
  dataCenter: z.string(),
  portal: z.string(),
});
export type Draft = z.output<typeof Draft>;

/** The visitor as the rest of the server knows people. */
export function callerOf({ clientId, clientSecret, dataCenter, portal }: Visitor): Caller {
  return {
    credentials: { kind: 'present', value: { clientId, clientSecret } },
    dataCenter,
    portal,
    toolsets: undefined,
    readOnly: false,
    problems: [],
  };
}

export function draftOf({ clientId, dataCenter, portal }: Visitor): Draft {
  return { clientId, dataCenter: dataCenter ?? '', portal: portal ?? '' };
}
