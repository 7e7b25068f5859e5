import type { Call, Route } from '../routes/route.js';
import type { LookupRow } from '../store/rows.js';
import { setupList } from './setup-lists.js';

const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  'Requester Details': ['requester', 'site', 'mode'],
  'Request Details': [
    ...['subject', 'description', 'request_type', 'status', 'priority', 'urgency', 'impact', 'level', 'category'],
    ...['subcategory', 'item', 'group', 'technician', 'udf_fields.udf_char1', 'udf_fields.txt_user_priority3'],
  ],
  Resolution: ['resolution.content'],
};

/** Names are dotted (reference C.12); fields a template demands are on it even where others leave them out. */
function layouts({ name }: LookupRow, { settings }: Call) {
  const demanded = [...settings.mandatoryFields, ...(settings.mandatoryByTemplate[name] ?? [])];
  const present = Object.values(SECTIONS).flat();
  const more = demanded.filter((field) => !present.includes(field));
  const sections = Object.entries({ ...SECTIONS, ...(more.length > 0 && { 'More Details': more }) });
  return [
    {
      name: 'Technician View',
      sections: sections.map(([section, fields]) => ({
        name: section,
        fields: fields.map((field) => ({ name: field })),
      })),
    },
  ];
}

/** reference C.12 */
export const templateRoutes: readonly Route[] = setupList('request_templates', {
  detail: (row, call) => ({ layouts: layouts(row as LookupRow, call), lifecycle: null, service_category: null }),
});
