import { z } from 'zod';

/** Mail addresses, as texts or as people; null for none. */
export const MailAddresses = z
  .array(
    z.union([z.string(), z.object({ email_id: z.string().nullish() }).transform(({ email_id }) => email_id ?? null)]),
  )
  .nullish()
  .transform((mails) => (mails ?? []).filter((mail) => mail !== null));
