import { z } from 'zod';
import { isObject, type JsonObject } from '../fields/field.js';
import { failures } from '../wire/failure.js';
import { searchCriteriaSchema } from './criteria.js';

const count = z.union([z.number().int().nonnegative(), z.string().regex(/^\d+$/)]).transform(Number);
const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** The keys of reference B.4. */
const listInfoSchema = z.strictObject({
  row_count: count.pipe(z.number().positive()).default(10),
  start_index: count.optional(),
  page: count.pipe(z.number().positive()).optional(),
  sort_field: z.string().optional(),
  sort_order: z.enum(['asc', 'desc', 'ASC', 'DESC']).optional(),
  get_total_count: z.union([z.boolean(), z.stringbool()]).default(false),
  search_criteria: searchCriteriaSchema.optional(),
  search_fields: z.record(z.string(), scalar).optional(),
  filter_by: z.strictObject({ name: z.string().optional(), id: z.string().optional() }).optional(),
  fields_required: z.array(z.string()).optional(),
});

export type ListInfo = Omit<z.output<typeof listInfoSchema>, 'page'> & {
  /** 1-based. */
  readonly start_index: number;
};

const MAX_ROW_COUNT = 100;

/**
 * Reads `list_info`: default 10 rows, at most 100, first row 1, and 0 taken as 1 (reference B.4, E.2).
 *
 * @throws SdpFailure EXTRA_KEY_FOUND_IN_JSON or 4001
 */
export function readListInfo(input: JsonObject | undefined): ListInfo {
  const given = input?.list_info ?? {};
  if (!isObject(given)) throw failures.unparsable('list_info');
  const result = listInfoSchema.safeParse(given);
  if (!result.success) {
    const [issue] = result.error.issues;
    if (issue?.code === 'unrecognized_keys') throw failures.extraKey(issue.keys[0]!);
    throw failures.notValid(String(issue?.path[0] ?? 'list_info'));
  }
  const { page, ...info } = result.data;
  const row_count = Math.min(info.row_count, MAX_ROW_COUNT);
  const start_index = info.start_index ?? (page === undefined ? 1 : (page - 1) * row_count + 1);
  return { ...info, row_count, start_index: Math.max(1, start_index) };
}
