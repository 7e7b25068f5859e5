import { z } from 'zod';
import { Flag, Id, OptionalLookup, Text } from '../wire/values.js';

/** The configured lists of a portal that this server reads. */
export const METADATA_KINDS = [
  'statuses',
  'priorities',
  'urgencies',
  'impacts',
  'levels',
  'modes',
  'request_types',
  'categories',
  'subcategories',
  'items',
  'groups',
  'sites',
  'request_templates',
  'request_closure_codes',
] as const;

export type MetadataKind = (typeof METADATA_KINDS)[number];

/** One value of a configured list. What a list does not have is null. */
export const MetadataRow = z.object({
  id: Id,
  name: z.string(),
  description: Text,
  /** Statuses only, as are the next three. */
  internal_name: Text,
  in_progress: Flag,
  stop_timer: Flag,
  color: Text,
  /** Groups only: the site they belong to. */
  site: OptionalLookup,
  deleted: Flag,
});

export type MetadataRow = z.output<typeof MetadataRow>;

/** Ids above a subcategory or an item: the category, and for items the subcategory too. */
export interface MetadataParent {
  readonly category: string;
  readonly subcategory?: string;
}

/** A configured list, and how far it can be trusted. */
export interface MetadataList {
  readonly rows: readonly MetadataRow[];
  /**
   * `list`: all values of the portal. `seen`: the portal does not give the list to this person, so these are the
   * values found on recent requests, and there may be others.
   */
  readonly source: 'list' | 'seen';
}
