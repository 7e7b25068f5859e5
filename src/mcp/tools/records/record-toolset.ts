import { DESCRIBED_COLLECTIONS } from '../../../sdp-api/metainfo/metainfo.operations.js';
import type { RecordField, RecordModule } from '../../../sdp-api/records/record-module.js';
import type { ParentModule } from '../../../sdp-api/records/parent-ref.js';
import type { Toolset } from '../../../common/toolsets.js';
import { udfFields } from '../params.js';

/** How a list of records can be narrowed by one argument. Fields are those of the module. */
export type RecordFilter =
  /** A word such as `open`, or a status by name, where statuses say which of them are finished. */
  | { readonly by: 'status' }
  | { readonly by: 'lookup' | 'person' | 'flag' | 'after' | 'before'; readonly field: string }
  /** Every word in one of SDP's fields. */
  | { readonly by: 'words'; readonly paths: readonly [string, ...string[]] }
  /** true: the time is empty; false: it is not. */
  | { readonly by: 'empty'; readonly field: string };

/** What the tools of a module need to know of it: with this, `list_`, `get_`, `create_`… are made. */
export interface RecordToolset {
  readonly module: RecordModule;
  /** How a record is found by what people call it. */
  readonly parent: ParentModule;
  readonly toolset: Toolset;
  /** Scope area, such as `SDPOnDemand.problems`. */
  readonly scope: string;
  /** Arguments of the list, with what they filter by and how they are described. */
  readonly filters: Readonly<Record<string, RecordFilter & { readonly says?: string }>>;
  /** Fields shown in the table of a list, after number and title. */
  readonly columns: readonly string[];
  /** Arguments that are called otherwise than their field, such as `name` for the title. */
  readonly argNames?: Readonly<Record<string, string>>;
  /** Descriptions of arguments whose names do not say enough. */
  readonly says?: Readonly<Record<string, string>>;
}

/** What people call a field: its name in words. */
export const wordsOf = (name: string): string => name.replaceAll('_', ' ').replace(/ at$/, ' time');

/** The argument for own fields, for modules whose fields the portal describes. */
export function ownFieldsParam({ module }: RecordToolset) {
  const described: readonly string[] = DESCRIBED_COLLECTIONS;
  return described.includes(module.collection) ? { udf_fields: udfFields.optional() } : {};
}

/** The argument that holds a field. */
export const argOf = ({ argNames }: RecordToolset, field: string): string => argNames?.[field] ?? field;

/** The fields that an operation writes. */
export function writtenIn({ module }: RecordToolset, verb: 'create' | 'update'): [string, RecordField][] {
  return Object.entries(module.fields).filter(([, { write }]) => write === 'always' || write === verb);
}

/** The argument that names a record, such as `problem_id`. */
export const idParamOf = ({ module }: RecordToolset): string => `${module.entity}_id`;
