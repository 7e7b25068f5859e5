import type { Confidence } from '../api-operation.js';
import type { LookupRef } from '../lookups/lookup-ref.js';
import type { MetadataKind } from '../metadata/metadata-kinds.js';
import type { SdpUser, UserRef } from '../people/user.schema.js';
import type { Lookup } from '../wire/values.js';

/** A value of a configured list, with the marks that a status has. */
export interface RecordLookup extends Lookup {
  /** Statuses only: false means finished. */
  readonly inProgress: boolean | null;
}

/** What a field of each kind holds when it is read; null is empty. */
export interface ReadValues {
  text: string;
  html: string;
  flag: boolean;
  number: number;
  lookup: RecordLookup;
  user: SdpUser;
  time: Date;
  /** A day; travels like a time. */
  date: Date;
  /** Several records, such as the assets of a change. Read only. */
  refs: readonly Lookup[];
}

/** What a field of each kind takes when it is written; null empties it. */
export interface WrittenValues extends Omit<ReadValues, 'lookup' | 'user' | 'refs'> {
  lookup: LookupRef;
  user: UserRef;
  refs: never;
}

export type FieldKind = keyof ReadValues;

/** One field of a module. */
export interface RecordField {
  readonly kind: FieldKind;
  /** SDP's name where it is not ours. A dot leads into a group: `root_cause.root_cause_description`. */
  readonly path?: string;
  /** Whether it can be written; default never. */
  readonly write?: 'always' | 'create' | 'update';
  /** Where the names of a lookup are found. Without it SDP judges the name. */
  readonly values?: MetadataKind;
  /** Another field whose value the choices depend on: subcategories hang below categories. */
  readonly within?: string;
  /** SDP takes no name for this lookup, only an id. */
  readonly idOnly?: true;
  /** Must be somebody who works on records; default anybody. */
  readonly technician?: true;
  /** What a date without a time of day means; default its last minute. */
  readonly moment?: 'start';
  /** Told when it is written, and not kept: nothing can be read back. */
  readonly event?: true;
  /** Not in the rows of a list, because it is long or because lists do not give it. */
  readonly detailOnly?: true;
}

export type RecordFields = Readonly<Record<string, RecordField>>;

/** What a module can do beside being read. */
export type RecordWrite = 'create' | 'update' | 'delete';

/** A module of ServiceDesk Plus, as data: one API serves all of them. */
export interface RecordModule<F extends RecordFields = RecordFields> {
  /** Path, key of a list and start of the operations' names. */
  readonly collection: string;
  /** Key of one record. */
  readonly entity: string;
  /** Our word for one record, and for several. */
  readonly noun: string;
  readonly plural: string;
  /** By `title`, and `created_at` unless it is undated, a creation whose answer was lost is looked for. */
  readonly fields: F & { readonly title: RecordField };
  /** Fields SDP can sort by, in its names; the first one, descending, is the usual order. None: SDP's own order. */
  readonly sortFields: readonly string[];
  /** Where a person would look whether a record was created, a phrase. */
  readonly checkCreated: string;
  /** Not every portal has the module: one that has none says so, and is not asked again for a while. */
  readonly optional?: true;
  /** Other spellings of the path, tried where the portal does not have `collection`. For optional modules. */
  readonly otherCollections?: readonly string[];
  /** Records do not say when they were made, so a new one is told from older ones by having looked before. */
  readonly undated?: true;
  readonly confidence: Readonly<Record<RecordWrite, Confidence>>;
}

/** Helps TypeScript see the kinds of the fields. */
export function recordModule<const F extends RecordFields>(module: RecordModule<F>): RecordModule<F> {
  return module;
}

/** One record as it was read. */
export interface SdpRecord<F extends RecordFields = RecordFields> {
  readonly id: string;
  /** The number people use; null where the portal gives none. */
  readonly number: string | null;
  readonly values: { readonly [K in keyof F]: ReadValues[F[K]['kind']] | null };
  /** The portal's own fields, as they came. */
  readonly udfFields: Readonly<Record<string, unknown>>;
}

/** What is to be written. Absent leaves a field as it is, null empties it. */
export interface RecordChanges<F extends RecordFields = RecordFields> {
  readonly values: { readonly [K in keyof F]?: WrittenValues[F[K]['kind']] | null | undefined };
  /** By key; a Date becomes SDP's time. */
  readonly udfFields?: Readonly<Record<string, unknown>> | undefined;
}
