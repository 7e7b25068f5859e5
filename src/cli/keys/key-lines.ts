import type { KeyReport } from '../../keys/key-report.js';
import type { TableSurvey } from '../../keys/key-survey.js';
import type { ServerKeys } from '../../token/key-adoption.js';

/** What the rows of a table are to people. */
const NOUNS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  oauth_tokens: ['connection', 'connections'],
  deferred_writes: ['deferred write', 'deferred writes'],
  oauth_states: ['begun consent', 'begun consents'],
  write_intents: ['keyed write of the last 24 hours', 'keyed writes of the last 24 hours'],
};

export function countOf(table: string, count: number): string {
  const [one, many] = NOUNS[table] ?? ['row', 'rows'];
  return `${count} ${count === 1 ? one : many}`;
}

export function nameOf({ id, label }: Pick<KeyReport, 'id' | 'label'>): string {
  return label === undefined ? id : `${id} (${label})`;
}

/** What needs a key, in words; undefined when nothing does. */
export function needsOf({ neededBy }: KeyReport): string | undefined {
  const needs = Object.entries(neededBy).map(([table, count]) => countOf(table, count));
  return needs.length > 0 ? needs.join(', ') : undefined;
}

/** Rows that do not open, a line for each table that has any. */
export function unreadableLines(tables: readonly TableSurvey[]): string[] {
  return tables
    .filter(({ unreadable }) => unreadable > 0)
    .map(({ table, unreadable, damaged, unreadableIds }) => {
      const more = unreadable > unreadableIds.length ? ', …' : '';
      const why = damaged > 0 ? `, ${damaged} of them because they are damaged` : '';
      return `${countOf(table, unreadable)} cannot be opened with these keys${why}: ${unreadableIds.join(', ')}${more}`;
    });
}

export function serverList(servers: readonly ServerKeys[]): string {
  return servers.map(({ server, keys }) => (keys ? server : `${server} (did not say)`)).join(', ');
}
