import type { ApiOperation } from '../../src/sdp-api/api-operation.js';
import { operations } from '../../src/sdp-api/operations.js';

/** A tool as `tools/list` would tell it, were there one for each endpoint. */
interface PlainTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: object;
}

const VERBS: Readonly<Record<ApiOperation['method'], string>> = {
  GET: 'Read',
  POST: 'Create',
  PUT: 'Change',
  DELETE: 'Delete',
};

/** The keys of `list_info`, as the vendor's page on input data has them. */
const LIST_INFO = {
  type: 'object',
  properties: {
    row_count: { type: 'integer', maximum: 100 },
    start_index: { type: 'integer' },
    sort_field: { type: 'string' },
    sort_order: { enum: ['asc', 'desc'] },
    search_criteria: { type: 'array', items: { type: 'object' } },
    fields_required: { type: 'array', items: { type: 'string' } },
  },
};

/**
 * The baseline: one tool for each operation of the API that this server sends, described in one line, with the ids of
 * its path and the body as an object. Such catalogues are published with more words; this one is kept short, so that
 * the comparison does not flatter.
 */
export function plainTools(): PlainTool[] {
  const byPlace = new Map(operations.map((operation) => [`${operation.method} ${operation.path}`, operation]));
  return [...byPlace.values()].map(({ name, method, path }) => {
    const ids = [...path.matchAll(/\{([a-z_]+)\}/g)].map(([, id]) => id!);
    const isList = method === 'GET' && !path.endsWith('}');
    return {
      name: name.replaceAll('.', '_'),
      description: `${VERBS[method]}: ${method} ${path}`,
      inputSchema: {
        type: 'object',
        properties: {
          ...Object.fromEntries(ids.map((id) => [id, { type: 'string', description: 'The long id' }])),
          ...(isList ? { list_info: LIST_INFO } : {}),
          ...(method === 'GET' || method === 'DELETE' ? {} : { input_data: { type: 'object' } }),
        },
        required: ids,
      },
    };
  });
}
