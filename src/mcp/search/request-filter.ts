import { quoted } from '../text/markdown.js';
import { type Clause, comparison } from './clause.js';
import { conditionClause, type SearchContext } from './condition-clause.js';
import { overdueClause } from './overdue-clause.js';
import { requesterClause, technicianClause } from './person-clause.js';
import { statusClause } from './status-clause.js';
import { timeClause, type TimeRelation } from './time-clause.js';

/** The filters that the list and search tools share, as callers write them. */
export interface RequestFilter {
  readonly status?: string | undefined;
  readonly priority?: string | undefined;
  readonly technician?: string | undefined;
  readonly group?: string | undefined;
  readonly requester?: string | undefined;
  readonly site?: string | undefined;
  readonly category?: string | undefined;
  readonly overdue?: boolean | undefined;
  readonly created_after?: string | undefined;
  readonly created_before?: string | undefined;
  readonly due_before?: string | undefined;
  readonly updated_after?: string | undefined;
  /** The portal's own fields, by label or key, each with the value it must have. */
  readonly udf_fields?: Readonly<Record<string, string>> | undefined;
}

const TIMES = [
  ['created_after', 'created_time', 'after', 'created'],
  ['created_before', 'created_time', 'before', 'created'],
  ['due_before', 'due_by_time', 'before', 'due'],
  ['updated_after', 'last_updated_time', 'after', 'last changed'],
] as const satisfies [keyof RequestFilter, string, TimeRelation, string][];

/** One clause for each filter that was given. @throws ToolInputError, UnknownNameError */
export async function filterClauses(filter: RequestFilter, context: SearchContext): Promise<Clause[]> {
  const { sdp, dates, now } = context;
  const when = <T>(value: T | undefined, clause: (value: T) => Promise<Clause | undefined>) =>
    value === undefined ? undefined : clause(value);
  const named = (field: 'priority' | 'group' | 'site' | 'category') =>
    when(filter[field], (value) => conditionClause({ field, condition: 'is', values: [value] }, context));

  const found = await Promise.all([
    when(filter.status, (status) => statusClause(status, sdp)),
    named('priority'),
    when(filter.technician, (technician) => technicianClause(technician, sdp)),
    named('group'),
    when(filter.requester, (requester) => requesterClause(requester, sdp)),
    named('site'),
    named('category'),
    when(filter.overdue, (overdue) => overdueClause(overdue, sdp, now)),
  ]);
  const times = TIMES.flatMap(([name, field, relation, label]) => {
    const words = filter[name];
    return words === undefined ? [] : [timeClause(field, relation, { words, argument: name, label }, dates)];
  });
  const own = await Promise.all(
    Object.entries(filter.udf_fields ?? {}).map(([name, value]) => ownClause(name, value, context)),
  );
  return [...found.filter((clause) => clause !== undefined), ...times, ...own];
}

/** The field is what is given: a date that day, a yes-or-no field either, every other exactly that text; '' is empty. */
async function ownClause(name: string, value: string, { sdp, dates }: SearchContext): Promise<Clause> {
  const { key, type } = await sdp.fields.resolveUdf(name);
  const path = `udf_fields.${key}`;
  const label = quoted(name, 80);
  if (value.trim() === '') return { criterion: comparison(path, 'is'), words: `${label} is empty` };
  if (type === 'date' || type === 'datetime') {
    return timeClause(path, 'in', { words: value, argument: `udf_fields.${name}`, label }, dates);
  }
  const words = `${label} is ${quoted(value)}`;
  if (type === 'boolean') return { criterion: comparison(path, 'is', /^(?:true|yes|1)$/i.test(value.trim())), words };
  return { criterion: comparison(type === 'lookup' ? `${path}.name` : path, 'is', value), words };
}
