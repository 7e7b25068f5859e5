import { folded } from '../../../common/text/folded.js';
import type { RecordField } from '../../../sdp-api/records/record-module.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import { UnknownNameError } from '../../../sdp-api/sdp-input.errors.js';
import { type Clause, comparison } from '../../search/clause.js';
import type { DateWords } from '../../search/date-words.js';
import { freeTextClause } from '../../search/free-text-clause.js';
import { statusClause } from '../../search/status-clause.js';
import { timeClause } from '../../search/time-clause.js';
import { quoted } from '../../text/markdown.js';
import { type RecordFilter, type RecordToolset, wordsOf } from './record-toolset.js';

interface FilterContext {
  readonly sdp: SdpApi;
  readonly dates: DateWords;
}

/** The words that hold for requests in every portal hold here too, where the module says what is open. */
function isOpenOrClosed(value: unknown): value is string {
  return typeof value === 'string' && ['open', 'closed'].includes(folded(value));
}

const NOBODY = new Set(['unassigned', 'nobody', 'none', 'no one']);

/** One clause for each filter that was given. @throws ToolInputError, UnknownNameError */
export async function recordClauses(
  toolset: RecordToolset,
  args: Readonly<Record<string, unknown>>,
  context: FilterContext,
): Promise<Clause[]> {
  const given = Object.entries(toolset.filters).filter(([name]) => args[name] !== undefined);
  const clauses = await Promise.all(
    given.map(([name, filter]) => clauseOf(toolset, { name, filter, value: args[name] }, context)),
  );
  return clauses.filter((clause) => clause !== undefined);
}

interface Given {
  readonly name: string;
  readonly filter: RecordFilter;
  readonly value: unknown;
}

async function clauseOf(
  toolset: RecordToolset,
  { name, filter, value }: Given,
  { sdp, dates }: FilterContext,
): Promise<Clause | undefined> {
  if (filter.by === 'status') return statusClause(value as string, sdp);
  const whetherOpen = filter.by === 'lookup' && filter.field === 'status' ? toolset.filters['open'] : undefined;
  if (whetherOpen && isOpenOrClosed(value)) {
    return clauseOf(toolset, { name, filter: whetherOpen, value: folded(value) === 'open' }, { sdp, dates });
  }
  if (filter.by === 'words') return freeTextClause(value as string, filter.paths);
  const field = toolset.module.fields[filter.field];
  if (!field) throw new TypeError(`There is no field ${filter.field}`);
  const path = field.path ?? filter.field;
  const label = wordsOf(filter.field);
  switch (filter.by) {
    case 'lookup':
      return lookupClause(path, label, field, value as string, sdp);
    case 'person':
      return personClause(path, label, value as string, sdp);
    case 'flag':
      return { criterion: comparison(path, 'is', value as boolean), words: `${label} is ${value ? 'yes' : 'no'}` };
    case 'empty':
      return {
        criterion: comparison(path, value ? 'is' : 'is not'),
        words: `${label} is ${value ? 'empty' : 'not empty'}`,
      };
    case 'after':
    case 'before':
      return timeClause(path, filter.by, { words: value as string, argument: name, label }, dates);
  }
}

async function lookupClause(
  path: string,
  label: string,
  { values }: RecordField,
  text: string,
  { lookups }: SdpApi,
): Promise<Clause> {
  const found = values === undefined ? { name: text } : await lookups.value(values, text);
  const words = `${label} is ${quoted(found.name ?? text)}`;
  if (typeof found.name === 'string') return { criterion: comparison(`${path}.name`, 'is', found.name), words };
  return { criterion: comparison(`${path}.id`, 'is', found.id ?? text), words };
}

/** By mail address where there is one: names are not unique. */
async function personClause(path: string, label: string, text: string, { lookups }: SdpApi): Promise<Clause> {
  if (NOBODY.has(text.trim().toLowerCase())) {
    return { criterion: comparison(path, 'is'), words: `${label} is nobody` };
  }
  const found = await lookups.technician(text).catch((error: unknown) => {
    if (!(error instanceof UnknownNameError)) throw error;
    return lookups.requester(text);
  });
  const { id, name, email_id: mail } = found;
  const words = `${label} is ${quoted(name ?? mail ?? text)}`;
  if (mail) return { criterion: comparison(`${path}.email_id`, 'is', mail), words };
  if (name) return { criterion: comparison(`${path}.name`, 'is', name), words };
  return { criterion: comparison(`${path}.id`, 'is', id ?? text), words };
}
