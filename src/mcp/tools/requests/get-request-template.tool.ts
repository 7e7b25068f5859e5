import { z } from 'zod';

import type { TemplateField } from '../../../sdp-api/templates/template.schema.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import { cleanLine } from '../../text/clean-text.js';
import { inline, paragraphs, table } from '../../text/markdown.js';
import { defineSdpTool } from '../define-tool.js';
import { named } from '../params.js';
import { fieldParams } from './field-params.js';
import { helpFor } from './mandatory-fields.js';

/** The system template "Default Request" has this end of its id in every portal (seen in recorded ids of three). */
const DEFAULT_TEMPLATE = /0{8}6655$/;

const FieldView = z.object({
  field: z.string(),
  section: z.string().optional(),
  mandatory: z.boolean().optional(),
  allowed: z.string(),
  in_create_request: z.boolean(),
});

export const getRequestTemplate = defineSdpTool({
  name: 'get_request_template',
  title: 'Get a request template',
  description: [
    'The fields on the form of a request template, with what may stand in them, and which are mandatory as far as ServiceDesk Plus tells or was seen to demand them.',
    'Use it before create_request with a template you do not know. list_request_templates has the names.',
  ].join('\n'),
  toolsets: ['requests'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.setup.READ'],
  operations: ['request_templates.get'],
  input: z.strictObject({ template: named('request template') }),
  output: z.object({ id: z.string(), name: z.string(), fields: z.array(FieldView) }),

  async handler({ template }, { sdp }) {
    const { id = template, name } = await sdp.lookups.template(template);
    const form = await sdp.templates.form(id);
    const demanded = [
      ...sdp.templates.demanded(name ?? template),
      ...(DEFAULT_TEMPLATE.test(id) ? sdp.templates.demanded('') : []),
    ];
    const absent = demanded.filter((field) => form.every((one) => one.name !== field));
    const fields = [...form, ...absent.map((field) => ({ name: field, section: null, mandatory: true }))];
    const views = await Promise.all(fields.map((field) => viewOf(field, demanded, sdp)));
    return { id, name: cleanLine(name ?? template, 200), fields: views };
  },

  markdown({ name, fields }) {
    const mandatory = fields.filter((field) => field.mandatory === true).map(({ field }) => inline(field, 120));
    return paragraphs(
      `Template ${inline(name)}: ${fields.length === 0 ? 'this portal does not show its form.' : `${fields.length} fields.`}`,
      `Mandatory as far as known: ${['subject', ...mandatory.filter((field) => field !== 'subject')].join(', ')}. The portal may want more; create_request then names them and creates nothing.`,
      table(
        ['Field', 'Section', 'Allowed', 'In create_request'],
        fields.map(({ field, section, allowed, in_create_request: known }) => [
          inline(field, 120),
          inline(section ?? null, 60),
          inline(allowed, 400),
          known ? 'yes' : 'no',
        ]),
      ),
    );
  },
});

async function viewOf(
  { name, section, mandatory }: TemplateField,
  demanded: readonly string[],
  sdp: SdpApi,
): Promise<z.output<typeof FieldView>> {
  const { name: field, allowed } = name === 'subject' ? SUBJECT : await helpFor(name, sdp, {});
  const must = name === 'subject' || demanded.includes(name) || mandatory === true;
  return {
    field: cleanLine(field, 200),
    ...(section === null ? {} : { section: cleanLine(section, 120) }),
    ...(must ? { mandatory: true } : mandatory === false ? { mandatory: false } : {}),
    allowed: belowAnother(name) ?? allowed,
    in_create_request: field === 'subject' || field in fieldParams || field.startsWith('udf_fields.'),
  };
}

const SUBJECT = { name: 'subject', allowed: 'text of at most 250 characters' };

function belowAnother(name: string): string | undefined {
  if (name === 'subcategory') return 'depends on the category, see get_metadata';
  return name === 'item' ? 'depends on the subcategory, see get_metadata' : undefined;
}
