import { z } from 'zod';

/** Fields of the forms, by the names under which they are sent. */
export const FIELDS = ['accessKey', 'dataCenter', 'portal', 'clientId', 'clientSecret', 'code'] as const;
export type FieldName = (typeof FIELDS)[number];

/** As the labels of the forms name them. */
export const FIELD_LABELS: Readonly<Record<FieldName, string>> = {
  accessKey: 'Access key',
  dataCenter: 'Data center',
  portal: 'Portal',
  clientId: 'Client ID',
  clientSecret: 'Client Secret',
  code: 'Grant token',
};

/** What the last form led to. Kept in the session until the next page has shown it. */
export const Message = z.object({
  kind: z.enum(['good', 'warn', 'bad', 'info']),
  title: z.string(),
  text: z.string().optional(),
  /** What is wrong with single fields, to be shown beside them. */
  fields: z.partialRecord(z.enum(FIELDS), z.string()).optional(),
  /** Of the error; people read it to whoever helps them. */
  code: z.string().optional(),
  /** When the same can be tried again: milliseconds of the epoch. */
  untilMs: z.number().optional(),
});
export type Message = z.output<typeof Message>;
