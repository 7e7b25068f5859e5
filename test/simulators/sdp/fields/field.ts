import type { SdpSettings } from '../settings.js';
import type { PersonRow, Row } from '../store/rows.js';
import type { SdpStore } from '../store/sdp-store.js';

/** What is at hand while a value is resolved. */
export interface ResolveContext {
  readonly store: SdpStore;
  readonly settings: SdpSettings;
  /** The stored row with the values resolved so far laid over it; empty while a row is being made. */
  readonly row: Readonly<Record<string, unknown>>;
}

/** What is at hand while a value is written out. */
export interface RenderContext {
  /** The caller: times are shown in this person's zone (reference B.7). */
  readonly viewer: PersonRow;
}

/**
 * A sort of value: how it is read from the wire, matched with stored rows, and written. Null is read and written as
 * null before a kind is asked.
 */
export interface FieldKind {
  /** As `_metainfo` says it (reference C.13). */
  readonly type: string;
  /** What a lookup points to, in `_metainfo`. */
  readonly lookupEntity?: string;
  /** First step, before mandatory fields are looked at: shape only. @throws SdpFailure */
  parse(value: unknown, field: string): unknown;
  /** Second step: what a parsed reference points to. @throws SdpFailure 4001 */
  resolve?(parsed: unknown, field: string, context: ResolveContext): unknown;
  render(value: unknown, context: RenderContext): unknown;
  /** What may follow the field's name in a dotted path (reference B.5); `*` for anything. */
  readonly paths?: readonly string[];
  /** Compared as a number of milliseconds in criteria. */
  readonly isTime?: boolean;
}

export interface FieldDefinition {
  readonly kind: FieldKind;
  readonly writable: boolean;
  /** Left out of answers while it has no value. */
  readonly sparse: boolean;
}

export type FieldTable = Readonly<Record<string, FieldDefinition>>;

/** One sort of row, as data: the same code reads, lists and writes all of them. */
export interface EntityDefinition {
  /** Key of one row. */
  readonly entity: string;
  /** Key of a list. */
  readonly list: string;
  readonly fields: FieldTable;
  /** Columns of a list row unless `fields_required` asks for others; absent: all. */
  readonly listColumns?: readonly string[];
  /** Absent: every field. */
  readonly sortFields?: readonly string[];
}

export const readable = (kind: FieldKind): FieldDefinition => ({ kind, writable: false, sparse: false });
export const writable = (kind: FieldKind): FieldDefinition => ({ kind, writable: true, sparse: false });
/** Written by clients, shown only where it has a value. */
export const sparse = (kind: FieldKind): FieldDefinition => ({ kind, writable: true, sparse: true });

export type Values = Record<string, unknown>;
export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isRow(value: unknown): value is Row {
  return isObject(value) && typeof value.id === 'string';
}
