import { z } from 'zod';
import { WireId, WireText } from '../wire/values.js';

/** A configuration item. */
export interface Ci {
  readonly id: string;
  readonly name: string;
  /** HTML; null where there is none. */
  readonly description: string | null;
  /** What its type is called; null where the portal does not tell. */
  readonly type: string | null;
  /** By full key, such as `ci_attributes_txt_serial_number`; empty ones are left out. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** What an item is to another. */
export interface CiRelation {
  /** Such as `Depends On`. */
  readonly kind: string;
  readonly name: string;
  readonly id: string;
  readonly type: string | null;
}

const Type = z.object({ name: WireText, display_name: WireText }).nullish().catch(null);

const nameOfType = (type: z.output<typeof Type>): string | null => type?.display_name ?? type?.name ?? null;

const WireCi = z.object({
  id: WireId,
  name: z.string(),
  description: WireText,
  ci_type: Type,
  ci_attributes: z.record(z.string(), z.unknown()).nullish().catch(null),
});

export const CiRow = WireCi.transform((wire): Ci => ({
  id: wire.id,
  name: wire.name,
  description: wire.description ?? null,
  type: nameOfType(wire.ci_type),
  attributes: Object.fromEntries(
    Object.entries(wire.ci_attributes ?? {}).flatMap(([key, value]) => {
      const text = textOf(value);
      return text === '' ? [] : [[key, text]];
    }),
  ),
}));

const Shown = z.union([
  z.object({ display_value: z.string() }),
  z.object({ name: z.string() }),
  z.object({ value: z.string() }),
]);

/** A value as text: times by what SDP shows of them, other records by name. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const shown = Shown.safeParse(value);
  return shown.success ? (Object.values(shown.data)[0] ?? '') : '';
}

/** A relation as the pattern of other modules has it: nobody reported one. */
export const CiRelationRow = z
  .object({
    relationship_type: z.object({ name: WireText }).nullish(),
    ci: z.object({ id: WireId, name: WireText, ci_type: Type }),
  })
  .transform(({ relationship_type: kind, ci }): CiRelation => ({
    kind: kind?.name ?? 'related to',
    name: ci.name ?? ci.id,
    id: ci.id,
    type: nameOfType(ci.ci_type),
  }));
