import { z } from 'zod';

import { type ParentModule, type ParentRef } from '../../sdp-api/records/parent-ref.js';
import type { SdpApi } from '../../sdp-api/sdp-api.js';
import { cleanLine } from '../text/clean-text.js';
import { inline } from '../text/markdown.js';

/** Arguments that name the record something hangs below. */
export function parentParams<M extends ParentModule>(modules: readonly [M, ...M[]]) {
  return {
    module: z
      .enum(modules)
      .default(modules[0] as never)
      .describe('What kind of record id names'),
    id: recordId('The record'),
  };
}

/** A record's number, link or long id; a whole number is taken as its digits. */
export const recordId = (what: string) =>
  z
    .preprocess(
      (value) => (typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value),
      z.string().trim().min(1).max(500),
    )
    .describe(`${what}: its number (31230, CH-22), a link to it, or its long id`);

/** A long id that a list gave. */
export const rowId = (what: string) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,20}$/, 'Must be an id')
    .describe(what);

/** The record in an answer. */
export const ParentView = z.object({
  module: z.string(),
  number: z.string(),
  id: z.string(),
  /** Requests only: other modules' pages are not known to have a stable address. */
  url: z.string().optional(),
});

export type ParentView = z.output<typeof ParentView>;

export function parentView(parent: ParentRef, sdp: Pick<SdpApi, 'requestUrl'>): ParentView {
  const { module, id, displayId } = parent;
  return {
    ...{ module, number: cleanLine(displayId, 40), id },
    ...(module === 'request' ? { url: sdp.requestUrl(id) } : {}),
  };
}

/** `request 31230`, safe for a line of Markdown. */
export function parentText({ module, number }: Pick<ParentView, 'module' | 'number'>): string {
  return `${module.replaceAll('_', ' ')} ${inline(number)}`;
}
