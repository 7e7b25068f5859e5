import { z } from 'zod';

import { collectionScope } from '../../../sdp-api/http/needed-scope.js';
import type { FieldInfo } from '../../../sdp-api/metainfo/field-info.js';
import { DESCRIBED_COLLECTIONS, metainfoOperations } from '../../../sdp-api/metainfo/metainfo.operations.js';
import { SdpNotOfferedError } from '../../../sdp-api/sdp-input.errors.js';
import { cleanLine } from '../../text/clean-text.js';
import { inline, paragraphs, table } from '../../text/markdown.js';
import { defineSdpTool } from '../define-tool.js';

/** Allowed values shown of one field. */
const SHOWN_VALUES = 30;

const Field = z.object({
  name: z.string(),
  label: z.string().optional(),
  type: z.string(),
  own: z.boolean(),
  read_only: z.boolean().optional(),
  values: z.array(z.string()).optional(),
});

export const getFields = defineSdpTool({
  name: 'get_fields',
  title: 'Get fields',
  description:
    'List the fields of a module as this portal has them: type, label, and for its own fields (UDF) the key and the allowed values. Create and update tools take own fields by label or key. For the values of configured lists such as statuses, use get_metadata.',
  toolsets: ['admin_data'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: [],
  moduleScopes: {
    byModule: Object.fromEntries(DESCRIBED_COLLECTIONS.map((name) => [name, [collectionScope(name, 'READ')]])),
    of: ({ module }) => module,
  },
  operations: metainfoOperations.map(({ name }) => name),
  input: z.strictObject({
    module: z.enum(DESCRIBED_COLLECTIONS).default('requests').describe('Whose fields'),
    own_only: z.boolean().default(true).describe("true: only the portal's own fields (UDF)"),
  }),
  output: z.object({ module: z.string(), complete: z.boolean(), fields: z.array(Field) }),

  async handler({ module, own_only }, { sdp }) {
    const { fields, source } = await sdp.fields.read(module);
    if (source === 'none') throw new SdpNotOfferedError(`description of the fields of ${module.replaceAll('_', ' ')}`);
    return {
      module,
      complete: source === 'all' || own_only,
      fields: fields.filter(({ own }) => own || !own_only).map(viewOf),
    };
  },

  markdown: ({ module, complete, fields }) =>
    paragraphs(
      fields.length === 0 ? `This portal has no own fields on ${module}.` : undefined,
      table(
        ['Name', 'Label', 'Type', 'Values'],
        fields.map(({ name, label, type, read_only, values }) => [
          inline(name, 80),
          inline(label ?? null, 80),
          read_only ? `${inline(type, 40)}, read only` : inline(type, 40),
          values === undefined ? '–' : values.map((value) => inline(value, 60)).join(', '),
        ]),
      ),
      complete ? undefined : 'The portal tells its own fields only, not those of ServiceDesk Plus.',
    ),
});

function viewOf({ key, label, type, lookupEntity, readOnly, own, values }: FieldInfo): z.output<typeof Field> {
  const kind = type ?? 'other';
  return {
    name: cleanLine(key, 80),
    ...(label === null ? {} : { label: cleanLine(label, 80) }),
    type: lookupEntity === null ? kind : `${kind} of ${cleanLine(lookupEntity, 40)}`,
    own,
    ...(readOnly === null ? {} : { read_only: readOnly }),
    ...(values.length === 0 ? {} : { values: values.slice(0, SHOWN_VALUES).map((value) => cleanLine(value, 80)) }),
  };
}
