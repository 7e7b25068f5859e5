import { z } from 'zod';

import type { SdpTemplate } from '../../sdp-api/templates/template.schema.js';
import { cleanLine } from '../text/clean-text.js';
import { inline, table } from '../text/markdown.js';
import { lookupName, present } from './request-row.view.js';

/** A template of requests, as tools list it. */
export const RequestTemplateView = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().optional(),
  kind: z.enum(['incident', 'service']).optional(),
  for_requesters: z.boolean().optional(),
  service_category: z.string().optional(),
});

export type RequestTemplateView = z.output<typeof RequestTemplateView>;

export function requestTemplateOf(template: SdpTemplate): RequestTemplateView {
  const { id, name, description, is_service_template: isService, show_to_requester: shown } = template;
  return {
    id,
    name: cleanLine(name, 200),
    ...present({
      description: description ? cleanLine(description) : undefined,
      kind: isService === null ? undefined : isService ? ('service' as const) : ('incident' as const),
      for_requesters: shown ?? undefined,
      service_category: lookupName(template.service_category),
    }),
  };
}

export function requestTemplatesTable(rows: readonly RequestTemplateView[]): string {
  return table(
    ['Template', 'Kind', 'Requesters may use it', 'Service category', 'Description'],
    rows.map(({ name, kind, for_requesters: shown, service_category: category, description }) => [
      inline(name, 100),
      kind ?? '–',
      shown === undefined ? '–' : shown ? 'yes' : 'no',
      inline(category ?? null, 60),
      inline(description ?? null, 120),
    ]),
  );
}
