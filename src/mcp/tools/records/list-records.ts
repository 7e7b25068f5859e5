import { z } from 'zod';

import { all } from '../../search/clause.js';
import { DateWords } from '../../search/date-words.js';
import { paragraphs } from '../../text/markdown.js';
import { pageOf, pageText, PageView } from '../../views/page.view.js';
import { recordRow, recordRowOf, recordsTable, type RecordView } from '../../views/record.view.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import { defineSdpTool, type SdpTool } from '../define-tool.js';
import { limit, startIndex, timeZone } from '../params.js';
import { recordClauses } from './record-filter.js';
import { filterParam } from './record-params.js';
import type { RecordToolset } from './record-toolset.js';

/** What differs between the lists of a module. */
export interface ListWords {
  readonly name?: string;
  readonly title?: string;
  readonly description: string;
  /** Only these filters; default all of the module's. */
  readonly filters?: readonly string[];
  /** Filters without which the list makes no sense. */
  readonly needs?: readonly string[];
}

/** The tool that lists the records of a module. */
export function listRecords(toolset: RecordToolset, words: ListWords): SdpTool {
  const { module } = toolset;
  const { plural, collection, sortFields } = module;
  const { needs = [], filters = Object.keys(toolset.filters) } = words;
  const narrowed = Object.entries(toolset.filters).filter(([name]) => filters.includes(name));
  const params = narrowed.map(([name, filter]) => {
    const param = filterParam(name, filter);
    return [name, needs.includes(name) ? param : param.optional()];
  });
  const [usual, ...others] = sortFields;
  const sorting =
    usual === undefined
      ? {}
      : {
          sort_by: z.enum([usual, ...others]).default(usual),
          sort_order: z.enum(['asc', 'desc']).default('desc'),
        };
  return defineSdpTool({
    name: words.name ?? `list_${plural}`,
    title: words.title ?? `List ${plural.replaceAll('_', ' ')}`,
    description: words.description,
    toolsets: [toolset.toolset],
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    scopes: [`${toolset.scope}.READ`],
    operations: [`${collection}.list`],
    input: z.strictObject({
      ...Object.fromEntries(params),
      time_zone: timeZone,
      ...sorting,
      start_index: startIndex,
      limit: limit(25, 100),
    }),
    output: z.object({ interpreted: z.string(), [plural]: z.array(recordRow(module)), page: PageView }),

    async handler(input, { sdp, clock }) {
      const args: Record<string, unknown> = input;
      const dates = new DateWords(clock.now(), String(args['time_zone']));
      const search = all(await recordClauses(toolset, args, { sdp, dates }));
      const sort = usual === undefined ? undefined : sortOf(args);
      const page = await sdp.records(module).list({
        where: search?.criterion,
        sort,
        startIndex: args['start_index'] as number,
        rowCount: args['limit'] as number,
        totalCount: true,
      });
      const order = sort === undefined ? '' : `; by ${sort.field} ${sort.order === 'asc' ? 'ascending' : 'descending'}`;
      return {
        interpreted: `${search?.words ?? `all ${plural.replaceAll('_', ' ')}`}${order}`,
        [plural]: page.rows.map((record) => recordRowOf(module, record)),
        page: pageOf(page),
      };
    },

    markdown(output) {
      const { interpreted, page } = output as { interpreted: string; page: z.output<typeof PageView> };
      const rows = output[plural] as RecordView[];
      return paragraphs(
        `Searched for: ${interpreted}.`,
        recordsTable(module, rows, toolset.columns),
        pageText(page, plural.replaceAll('_', ' ')),
        rows.length > 0 ? `Times are in UTC. ${UNTRUSTED_NOTICE}` : undefined,
      );
    },
  });
}

function sortOf(args: Readonly<Record<string, unknown>>): { field: string; order: 'asc' | 'desc' } {
  return { field: args['sort_by'] as string, order: args['sort_order'] as 'asc' | 'desc' };
}
