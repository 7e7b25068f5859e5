import { AppError } from '../../../common/errors/app.error.js';
import type { LookupRef } from '../../../sdp-api/lookups/lookup-ref.js';
import type { MetadataKind } from '../../../sdp-api/metadata/metadata-kinds.js';
import type { MetadataParent, MetadataRow } from '../../../sdp-api/metadata/metadata.schema.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import { SdpMandatoryMissingError } from '../../../sdp-api/sdp-input.errors.js';
import { cleanLine } from '../../text/clean-text.js';
import { MandatoryFieldsError } from '../tool.errors.js';

/** Values told of one field; more of them would bury the other fields. */
const TOLD_VALUES = 25;

const KINDS: ReadonlyMap<string, MetadataKind> = new Map([
  ['status', 'statuses'],
  ['priority', 'priorities'],
  ['urgency', 'urgencies'],
  ['impact', 'impacts'],
  ['level', 'levels'],
  ['mode', 'modes'],
  ['request_type', 'request_types'],
  ['category', 'categories'],
  ['subcategory', 'subcategories'],
  ['item', 'items'],
  ['group', 'groups'],
  ['site', 'sites'],
  ['template', 'request_templates'],
  ['closure_code', 'request_closure_codes'],
]);

/** Names that differ between SDP and our arguments. */
const OUR_NAMES: ReadonlyMap<string, string> = new Map([
  ['due_by_time', 'due_by'],
  ['resolution.content', 'resolution'],
  ['closure_info.closure_code', 'closure_code'],
  ['closure_info.closure_comments', 'closure_comments'],
]);

const PHRASES: ReadonlyMap<string, string> = new Map([
  ['technician', 'name, mail address or "me"'],
  ['requester', 'name or mail address'],
  ['due_by', 'a date and time'],
  ['description', 'text'],
  ['resolution', 'text: how it was solved'],
  ['closure_comments', 'text'],
  ['impact_details', 'text of at most 250 characters'],
]);

/** The category and subcategory of the request that is written, where they are known. */
export interface Classification {
  readonly category?: LookupRef | null | undefined;
  readonly subcategory?: LookupRef | null | undefined;
}

/**
 * Runs a write; when the portal's template or rules want more fields, says what may stand in each of them.
 *
 * @param onMissing is told SDP's names of the fields
 * @throws MandatoryFieldsError instead of SdpMandatoryMissingError
 */
export async function withFieldHelp<T>(
  sdp: SdpApi,
  chosen: Classification,
  write: () => Promise<T>,
  onMissing: (fields: readonly string[]) => void = () => undefined,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof SdpMandatoryMissingError) || error.fields.length === 0) throw error;
    onMissing(error.fields);
    const fields = await Promise.all(error.fields.map((field) => helpFor(field, sdp, chosen)));
    throw new MandatoryFieldsError(fields, { cause: error });
  }
}

/** A field as callers of the tools write it, and what may stand in it, a phrase such as `Low, Normal, High`. */
export interface FieldHelp {
  readonly name: string;
  readonly allowed: string;
}

/** @param sdpField SDP's name: `priority`, `resolution.content`, `udf_fields.txt_floor` */
export async function helpFor(sdpField: string, sdp: SdpApi, chosen: Classification): Promise<FieldHelp> {
  const name = OUR_NAMES.get(sdpField) ?? sdpField;
  const phrase = PHRASES.get(name);
  if (phrase !== undefined) return { name, allowed: phrase };
  const kind = KINDS.get(name);
  if (kind === undefined)
    return name.startsWith('udf_fields.') ? ownFieldHelp(name, sdp) : { name, allowed: 'any value' };

  const rows = await valuesOf(kind, sdp, chosen);
  if (rows === undefined) return { name, allowed: 'see get_metadata' };
  return { name, allowed: listed(rows.filter(({ deleted }) => deleted !== true).map((row) => row.name)) };
}

/** By its label, where the portal tells it. */
export async function ownFieldHelp(name: string, { fields }: SdpApi, collection = 'requests'): Promise<FieldHelp> {
  try {
    const { label, type, values } = await fields.resolveUdf(name.slice('udf_fields.'.length), collection);
    const shown = label === null ? name : `${name}, called "${cleanLine(label, 80)}"`;
    return { name: shown, allowed: values.length > 0 ? listed(values) : (type ?? 'an own field of the portal') };
  } catch (error) {
    if (error instanceof AppError) return { name, allowed: 'an own field of the portal' };
    throw error;
  }
}

function listed(values: readonly string[]): string {
  const shown = values.slice(0, TOLD_VALUES).map((value) => cleanLine(value, 80));
  const more = values.length - TOLD_VALUES;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more, see get_metadata` : ''}`;
}

/** Undefined where the list cannot be read: that must not hide which fields are missing. */
async function valuesOf(
  kind: MetadataKind,
  sdp: SdpApi,
  chosen: Classification,
): Promise<readonly MetadataRow[] | undefined> {
  const parent = parentOf(kind, chosen);
  if ((kind === 'subcategories' || kind === 'items') && parent === undefined) return undefined;
  try {
    const rows = await sdp.metadata.list(kind, parent);
    return rows.length > 0 ? rows : undefined;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

function parentOf(kind: MetadataKind, { category, subcategory }: Classification): MetadataParent | undefined {
  if (category?.id === undefined) return undefined;
  if (kind === 'subcategories') return { category: category.id };
  if (kind === 'items' && subcategory?.id !== undefined) return { category: category.id, subcategory: subcategory.id };
  return undefined;
}
