import { type EntityDefinition, isRow, type RenderContext } from '../fields/field.js';
import { renderFields } from '../fields/row-fields.js';
import type { SdpSettings } from '../settings.js';
import type { Row } from '../store/rows.js';
import { listReply, type Reply } from '../wire/envelope.js';
import { failures } from '../wire/failure.js';
import { type Matches, readCriteria } from './criteria.js';
import { isSearchable, valueAt } from './field-path.js';
import type { ListInfo } from './list-info.js';

interface ListOptions extends RenderContext {
  readonly settings: SdpSettings;
  /** The system filter named, if the collection has any. @returns undefined when there is no such filter */
  readonly view?: (name: string) => Matches | undefined;
  /** Replaces the definition's list key. */
  readonly listKey?: string;
}

/** Filters, sorts and pages rows that come in their default order (reference B.4, B.6, E.2). */
export function listRows(
  rows: readonly Row[],
  definition: EntityDefinition,
  info: ListInfo,
  options: ListOptions,
): Reply {
  const matching = rows.filter(readFilter(definition, info, options));
  const sorted = sortRows(matching, definition, info);
  const from = info.start_index - 1;
  const page = sorted.slice(from, from + info.row_count);
  const columns = columnsOf(definition, info);
  const { settings, listKey = definition.list } = options;
  return listReply(
    listKey,
    page.map((row) => renderFields(definition.fields, row, options, columns)),
    {
      has_more_rows: from + page.length < sorted.length,
      start_index: info.start_index,
      row_count: settings.echoedRowCount === 'asked' ? info.row_count : page.length,
      ...(info.sort_field !== undefined && { sort_field: info.sort_field, sort_order: info.sort_order ?? 'asc' }),
      ...(info.search_criteria && { search_criteria: info.search_criteria }),
      ...(info.search_fields && { search_fields: info.search_fields }),
      ...(info.filter_by && { filter_by: info.filter_by }),
      // reference D.30: only on demand
      ...(info.get_total_count && { get_total_count: true, total_count: sorted.length }),
    },
  );
}

function readFilter(definition: EntityDefinition, info: ListInfo, options: ListOptions): Matches {
  const { search_criteria, search_fields = {}, filter_by } = info;
  if (filter_by && search_criteria && options.settings.filterBesideCriteria === 'refused') {
    throw failures.notValid('filter_by');
  }
  const tests: Matches[] = [];
  if (filter_by) {
    const view = options.view?.(filter_by.name ?? '');
    if (!view) throw failures.notValid('filter_by');
    tests.push(view);
  }
  if (search_criteria) {
    tests.push(readCriteria(search_criteria, { fields: definition.fields, settings: options.settings }));
  }
  for (const [path, wanted] of Object.entries(search_fields)) tests.push(readSearchField(definition, path, wanted));
  return (row) => tests.every((matches) => matches(row));
}

/** `search_fields`: every field must contain its text (reference B.4). */
function readSearchField({ fields }: EntityDefinition, path: string, wanted: string): Matches {
  if (!isSearchable(fields, path)) throw failures.notValid(path);
  const text = wanted.toLowerCase();
  return (row) =>
    String(plainValue(valueAt(row, path)))
      .toLowerCase()
      .includes(text);
}

/** Columns asked for, and always the id; unknown names are passed over. */
function columnsOf({ listColumns, fields }: EntityDefinition, { fields_required }: ListInfo): readonly string[] {
  if (!fields_required) return listColumns ?? Object.keys(fields);
  return [...new Set(['id', ...fields_required.map((name) => name.split('.')[0]!)])];
}

function sortRows(rows: Row[], definition: EntityDefinition, { sort_field, sort_order }: ListInfo): Row[] {
  if (sort_field === undefined) return rows;
  if (!(definition.sortFields ?? Object.keys(definition.fields)).includes(sort_field)) {
    throw failures.notValid('sort_field');
  }
  const sign = sort_order?.toLowerCase() === 'desc' ? -1 : 1;
  return rows.toSorted((a, b) => sign * compareKeys(plainValue(a[sort_field]), plainValue(b[sort_field])));
}

/** A value as one word or number: a lookup or person by its name, a flag as text, nothing as ''. */
function plainValue(value: unknown): string | number {
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  return isRow(value) ? plainValue(value.name ?? value.id) : '';
}

/** Rows without a value come first, digits by size and text by alphabet. */
function compareKeys(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'en', { numeric: true });
}
