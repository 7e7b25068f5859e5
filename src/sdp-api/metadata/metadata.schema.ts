import { z } from 'zod';
import { type Lookup, lookupOf, WireFlag, WireId, WireLookup, WireText } from '../wire/values.js';

/** One value of a configured list. What a list does not have is null. */
export interface MetadataRow {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  /** Statuses only, as are the next three. */
  readonly internal_name: string | null;
  readonly in_progress: boolean | null;
  readonly stop_timer: boolean | null;
  readonly color: string | null;
  /** Groups only: the site they belong to. */
  readonly site: Lookup | null;
  readonly deleted: boolean | null;
}

/** Reads a value of a configured list. */
export const MetadataRow = z
  .object({
    id: WireId,
    name: z.string(),
    description: WireText,
    internal_name: WireText,
    in_progress: WireFlag,
    stop_timer: WireFlag,
    color: WireText,
    site: WireLookup,
    deleted: WireFlag,
  })
  .transform((wire): MetadataRow => ({
    id: wire.id,
    name: wire.name,
    description: wire.description ?? null,
    internal_name: wire.internal_name ?? null,
    in_progress: wire.in_progress ?? null,
    stop_timer: wire.stop_timer ?? null,
    color: wire.color ?? null,
    site: lookupOf(wire.site),
    deleted: wire.deleted ?? null,
  }));

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
   * values found on recent records, and there may be others.
   */
  readonly source: 'list' | 'seen';
}
