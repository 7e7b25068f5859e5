import { z } from 'zod';

/** Text; a whole number is taken as its digits, because models send ticket numbers either way. */
const digitsOrText = (max: number): z.ZodPreprocess<z.ZodString> =>
  z.preprocess(
    (value) => (typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value),
    z.string().trim().min(1).max(max),
  );

const text = (max: number): z.ZodString => z.string().trim().min(1).max(max);

/** The one way in which every tool is told which request is meant. */
export const requestId = digitsOrText(500).describe('The request (ticket): number (31230, RE-31230), link or long id');

/** A value of a configured list, by name. */
export const named = (what: string): z.ZodString => text(200).describe(`Name of the ${what}`);

/** Text of a note, mail or description. */
export const longText = (what: string): z.ZodString =>
  text(30_000).describe(`${what}. Plain text with line breaks and "- " lists`);

/** SDP takes at most 250 characters and no line breaks (ManageEngine SDP Cloud API v3, request attributes). */
export const shortText = (what: string): z.ZodString => text(250).describe(what);

export const technician = digitsOrText(200).describe('Technician: name, mail or id; "me" is you');

export const requester = digitsOrText(200).describe('Person who needs help: name, mail or id; "me" is you');

export const mail = (what: string): z.ZodString =>
  text(254)
    .regex(/^[^\s@]+@[^\s@]+$/, 'Must be a mail address')
    .describe(what);

export const dateWords = (what: string): z.ZodString => text(80).describe(`${what}: 2026-11-01 or "last 7 days"`);

export const timeZone = z
  .string()
  .trim()
  .regex(/^[A-Za-z][A-Za-z0-9_+/-]{0,59}$/, 'Must be a time zone name')
  .default('UTC')
  .describe('Of the dates, such as Europe/Berlin');

export const startIndex = z
  .number()
  .int()
  .min(1)
  .max(1_000_000)
  .default(1)
  .describe('First row; from page.next_start_index');

/** @param most at most 100, which is all that SDP gives at a time */
export const limit = (usual: number, most: number): z.ZodDefault<z.ZodNumber> =>
  z.number().int().min(1).max(most).default(usual).describe('Rows at a time');

/** Own fields of a portal, by label or key; both are checked when they are used. */
export const udfFields = z
  .object({})
  .catchall(z.string().max(5_000))
  .describe("The portal's own fields by label or key; get_fields lists them");

/** The same key in a repeat of a call: see ADR 0010. */
export const idempotencyKey = text(100)
  .refine((key) => !/[\p{Cc}\p{Cs}]/u.test(key), 'Must be plain text without control characters')
  .optional()
  .describe(
    'A new UUID of yours for this write: a repeat with the same key and arguments within 24 hours does it once',
  );

/** For tools that await `context.confirm`: whether the person has agreed to what the tool would do. */
export const confirm = z
  .boolean()
  .default(false)
  .describe('true once the person has agreed to the preview; without it, only the preview is made');

/** Whether the server may send a write later. */
export const deferParams = {
  defer: z
    .enum(['never', 'if_unreachable', 'always'])
    .default('never')
    .describe('if_unreachable: when ServiceDesk Plus is down, this server sends it later; always: later in any case'),
  expiresInMinutes: z
    .number()
    .int()
    .min(5)
    .max(10_080)
    .optional()
    .describe('How long a deferred write is tried; usually 1440'),
};
