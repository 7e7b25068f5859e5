import { z } from 'zod';

import { METADATA_KINDS, type MetadataKind } from '../../../sdp-api/metadata/metadata-kinds.js';
import { metadataOperations } from '../../../sdp-api/metadata/metadata.operations.js';
import type { MetadataParent } from '../../../sdp-api/metadata/metadata.schema.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import { cleanLine } from '../../text/clean-text.js';
import { facts, inline, paragraphs } from '../../text/markdown.js';
import { lookupName, present } from '../../views/request-row.view.js';
import { defineSdpTool } from '../define-tool.js';
import { named } from '../params.js';
import { MissingPart, missingText, Parts } from '../parts.js';
import { ToolInputError } from '../tool.errors.js';

/** Values shown of one list when all lists are asked for. */
const SHOWN_OF_OVERVIEW = 40;
/** Values shown in all when lists are named; they are shared out evenly. */
const SHOWN_OF_NAMED = 400;

/** The lists of daily work with requests; the others are read when they are named. */
const OVERVIEW: readonly MetadataKind[] = [
  ...(['statuses', 'priorities', 'urgencies', 'impacts', 'levels', 'modes', 'request_types', 'categories'] as const),
  ...(['groups', 'sites', 'request_templates', 'request_closure_codes'] as const),
];

const Value = z.object({
  name: z.string(),
  id: z.string(),
  /** Statuses only. */
  finished: z.boolean().optional(),
  on_hold: z.boolean().optional(),
  /** Groups only. */
  site: z.string().optional(),
});

const List = z.object({
  list: z.string(),
  complete: z.boolean(),
  values: z.array(Value),
  values_left: z.number(),
});

export const getMetadata = defineSdpTool({
  name: 'get_metadata',
  title: 'Get metadata',
  description: [
    'Read the values a portal allows. Of statuses it says which are finished or on hold.',
    'Without arguments all lists of requests, shortened. With lists, those in full, also of changes, projects and assets. For subcategories give category; for items give category and subcategory.',
    'Other tools take the names shown here, and answer a wrong name with the closest ones, so this is only needed to see the choices.',
  ].join('\n'),
  toolsets: ['core', 'admin_data'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.setup.READ'],
  operations: metadataOperations.map(({ name }) => name),
  input: z.strictObject({
    lists: z.array(z.enum(METADATA_KINDS)).max(METADATA_KINDS.length).default([]).describe('Which lists'),
    category: named('category whose subcategories or items are wanted').optional(),
    subcategory: named('subcategory whose items are wanted').optional(),
  }),
  output: z.object({ lists: z.array(List), missing_parts: z.array(MissingPart) }),

  async handler(input, { sdp, signal }) {
    const kinds = wantedKinds(input);
    const parent = await parentOf(kinds, input, sdp);
    const shown = kinds === OVERVIEW ? SHOWN_OF_OVERVIEW : Math.floor(SHOWN_OF_NAMED / kinds.length);
    const parts = new Parts(signal);
    const lists = await Promise.all(kinds.map((kind) => parts.read(kind, readList(kind, parent, shown, sdp))));
    return { lists: lists.filter((list) => list !== undefined), missing_parts: parts.missing };
  },

  markdown: ({ lists, missing_parts }) =>
    paragraphs(facts(lists.map((list) => [list.list, listText(list)])), missingText(missing_parts)),
});

interface Wanted {
  readonly lists: readonly MetadataKind[];
  readonly category?: string | undefined;
  readonly subcategory?: string | undefined;
}

function wantedKinds({ lists, category, subcategory }: Wanted): readonly MetadataKind[] {
  if (lists.length > 0) return [...new Set(lists)];
  if (subcategory !== undefined) return ['items'];
  return category === undefined ? OVERVIEW : ['subcategories'];
}

/** @throws ToolInputError when a list needs a parent that is not given; UnknownNameError */
async function parentOf(
  kinds: readonly MetadataKind[],
  { category, subcategory }: Wanted,
  { lookups }: SdpApi,
): Promise<MetadataParent | undefined> {
  const needsItem = kinds.includes('items');
  if (!needsItem && !kinds.includes('subcategories')) return undefined;
  if (category === undefined)
    throw new ToolInputError('Subcategories and items belong to a category.', 'Give category.');
  if (needsItem && subcategory === undefined)
    throw new ToolInputError('Items belong to a subcategory.', 'Give subcategory.');

  const above = await lookups.category(category);
  if (above.id === undefined) {
    throw new ToolInputError(
      'This portal does not show its categories to you.',
      'Ask the administrator for the scope SDPOnDemand.setup.READ.',
    );
  }
  const below = subcategory === undefined ? undefined : await lookups.subcategory(subcategory, above);
  return { category: above.id, ...(below?.id === undefined ? {} : { subcategory: below.id }) };
}

async function readList(
  kind: MetadataKind,
  parent: MetadataParent | undefined,
  shown: number,
  sdp: SdpApi,
): Promise<z.output<typeof List>> {
  const { rows, source } = await sdp.metadata.read(kind, parent);
  const values = rows.slice(0, shown).map((row) => ({
    name: cleanLine(row.name, 100),
    id: row.id,
    ...(kind === 'statuses'
      ? { finished: row.in_progress === false, on_hold: row.in_progress !== false && row.stop_timer === true }
      : {}),
    ...present({ site: kind === 'groups' ? lookupName(row.site) : undefined }),
  }));
  return { list: kind, complete: source === 'list', values, values_left: Math.max(0, rows.length - shown) };
}

function listText({ list, complete, values, values_left }: z.output<typeof List>): string {
  const names = values.map(({ name, finished, on_hold, site }) => {
    const notes = [
      ...(finished ? ['finished'] : []),
      ...(on_hold ? ['on hold'] : []),
      ...(site ? [inline(site, 60)] : []),
    ];
    return inline(name, 80) + (notes.length > 0 ? ` (${notes.join(', ')})` : '');
  });
  const left = values_left > 0 ? ` and ${values_left} more: ask with lists: ["${list}"]` : '';
  const source = complete ? '' : ' (seen on recent records; the portal does not show you the whole list)';
  return `${names.length > 0 ? names.join(', ') : 'none'}${left}${source}`;
}
