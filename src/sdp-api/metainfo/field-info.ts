import { z } from 'zod';
import { WireFlag, WireText } from '../wire/values.js';

/** Types of a portal's own fields (ManageEngine's Ansible collection for SDP Cloud). */
const TYPES = ['string', 'lookup', 'boolean', 'integer', 'decimal', 'double', 'date', 'datetime'] as const;

export type FieldType = (typeof TYPES)[number];

/** A field of a module, as the portal describes it. */
export interface FieldInfo {
  /** Such as `priority`, `closure_info.closure_code`, or for an own field `udf_char1`. */
  readonly key: string;
  /** What people see in the form; null where the portal does not tell. */
  readonly label: string | null;
  /** Null for types that are none of those known, such as groups of fields. */
  readonly type: FieldType | null;
  /** What a lookup points to, such as `priority` or `technician`. */
  readonly lookupEntity: string | null;
  /** Null where the portal does not tell. */
  readonly readOnly: boolean | null;
  /** True for a field that the portal's administrators made (UDF). */
  readonly own: boolean;
  /** What may stand in it; empty where everything may, or the portal does not tell. */
  readonly values: readonly string[];
}

const Value = z.union([z.string(), z.object({ name: z.string() }), z.object({ value: z.string() })]);

const WireField = z.object({
  type: WireText.catch(null),
  display_name: WireText.catch(null),
  lookup_entity: WireText.catch(null),
  read_only: WireFlag.catch(null),
  allowed_values: z.array(Value).nullish().catch(null),
  fields: z.record(z.string(), z.unknown()).nullish().catch(null),
});

/** Body of `_metainfo`; fields within a field are read one level deep. */
export const MetainfoAnswer = z
  .object({ metainfo: z.object({ fields: z.record(z.string(), z.unknown()) }) })
  .transform(({ metainfo }) => fieldsOf(metainfo.fields));

function fieldsOf(wire: Readonly<Record<string, unknown>>, above = ''): FieldInfo[] {
  return Object.entries(wire).flatMap(([name, value]) => {
    const field = WireField.safeParse(value);
    if (!field.success) return [];
    const { fields } = field.data;
    if (name === 'udf_fields' && above === '') return fieldsOf(fields ?? {}, 'udf_fields');
    const info = infoOf(name, above, field.data);
    return fields && above === '' ? [info, ...fieldsOf(fields, name)] : [info];
  });
}

function infoOf(name: string, above: string, field: z.output<typeof WireField>): FieldInfo {
  const own = above === 'udf_fields';
  return {
    key: own || above === '' ? name : `${above}.${name}`,
    label: field.display_name?.trim() || null,
    type: TYPES.find((type) => type === field.type) ?? null,
    lookupEntity: field.lookup_entity ?? null,
    readOnly: field.read_only ?? null,
    own,
    values: (field.allowed_values ?? []).map(nameOf),
  };
}

function nameOf(value: z.output<typeof Value>): string {
  if (typeof value === 'string') return value;
  return 'name' in value ? value.name : value.value;
}

/** A row of `/udf_fields`, which tells names and keys where `_metainfo` is not there. */
export const UdfRow = z
  .object({ field_key: z.string(), name: z.string(), type: WireText })
  .transform(({ field_key: key, name, type }): FieldInfo => ({
    ...{ key, label: name, lookupEntity: null, readOnly: null, own: true, values: [] },
    type: TYPES.find((one) => one === type) ?? typeOfKey(key),
  }));

/** What an own field holds, told by its key alone: `udf_long1`, `num_x`, `bool_x`, `date_x`… (the same collection). */
export function typeOfKey(key: string): FieldType {
  if (/^(?:udf_long|num_)/.test(key)) return 'integer';
  if (/^(?:udf_double|dbl_)/.test(key)) return 'double';
  if (/^(?:udf_bool|bool_)/.test(key)) return 'boolean';
  if (/^(?:udf_date|date_)/.test(key)) return 'date';
  return key.startsWith('dt_') ? 'datetime' : 'string';
}
