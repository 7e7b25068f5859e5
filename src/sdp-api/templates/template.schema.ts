import { z } from 'zod';
import { lookupOf, WireFlag, WireId, WireLookup, WireText } from '../wire/values.js';

/** A template of requests, as the list of them shows it. */
export const SdpTemplate = z
  .object({
    id: WireId,
    name: z.string(),
    description: WireText,
    is_service_template: WireFlag,
    show_to_requester: WireFlag,
    service_category: WireLookup.catch(null),
    deleted: WireFlag,
  })
  .transform((wire) => ({
    id: wire.id,
    name: wire.name,
    description: wire.description ?? null,
    is_service_template: wire.is_service_template ?? null,
    show_to_requester: wire.show_to_requester ?? null,
    service_category: lookupOf(wire.service_category),
    deleted: wire.deleted ?? null,
  }));

export type SdpTemplate = z.output<typeof SdpTemplate>;

/** No page says how a form marks what must be filled in, and not every portal does: both spellings are read. */
const WireField = z.object({ name: z.string(), mandatory: WireFlag.catch(null), is_mandatory: WireFlag.catch(null) });

const WireLayout = z.object({
  sections: z.array(z.object({ name: WireText, fields: z.array(WireField).nullish() })).nullish(),
});

/** A field on the form of a template. */
export interface TemplateField {
  /** SDP's, dotted: `subject`, `resolution.content`, `udf_fields.udf_char1`. */
  readonly name: string;
  readonly section: string | null;
  /** Null where the portal does not say. */
  readonly mandatory: boolean | null;
}

/** The form of a template: its fields, each once, in the order of the form. */
export const TemplateForm = z.object({ layouts: z.array(WireLayout).nullish() }).transform(({ layouts }) => {
  const fields = new Map<string, TemplateField>();
  for (const { name: section = null, fields: rows } of (layouts ?? []).flatMap(({ sections }) => sections ?? [])) {
    for (const { name, mandatory, is_mandatory: alike } of rows ?? []) {
      if (!fields.has(name)) fields.set(name, { name, section, mandatory: mandatory ?? alike ?? null });
    }
  }
  return [...fields.values()];
});
