import type { DateTime } from 'luxon';

import type { Criterion } from '../../sdp-api/criteria.js';
import type { Clause } from './clause.js';
import { comparison } from './clause.js';
import type { DateWords } from './date-words.js';
import type { Period } from './period.js';

/** How a time relates to the period that was named. */
export type TimeRelation = 'in' | 'not in' | 'before' | 'after';

/** A period in a caller's words. */
export interface NamedPeriod {
  readonly words: string;
  /** Name of the argument or field, for an error. */
  readonly argument: string;
  /** What the time is called in the echo. */
  readonly label: string;
}

/**
 * A time compared with a period in words. `before` is before it starts (for "next 3 days": before it ends); `after`
 * is from its start on, so `after 2026-11-01` holds that day.
 *
 * @throws ToolInputError when the words are no date
 */
export function timeClause(
  field: string,
  relation: TimeRelation,
  { words, argument, label }: NamedPeriod,
  dates: DateWords,
): Clause {
  const period = dates.period(words, argument);
  return { criterion: compared(field, relation, period), words: `${label} ${described(relation, period, dates.zone)}` };
}

function compared(field: string, relation: TimeRelation, period: Period): Criterion {
  const from = (time: DateTime): Criterion => comparison(field, 'greater or equal', String(time.toMillis()));
  const until = (time: DateTime): Criterion => comparison(field, 'lesser than', String(time.toMillis()));
  switch (relation) {
    case 'before':
      return until(period.ahead ? period.end : period.start);
    case 'after':
      return from(period.start);
    case 'in':
      return { all: [from(period.start), until(period.end)] };
    case 'not in':
      return { any: [until(period.start), from(period.end)] };
  }
}

function described(relation: TimeRelation, period: Period, zone: string): string {
  const [start, end] = [period.start, period.end].map((time) => time.toFormat('yyyy-MM-dd HH:mm'));
  switch (relation) {
    case 'before':
      return `before ${period.ahead ? end : start} ${zone}`;
    case 'after':
      return `from ${start} ${zone} on`;
    case 'in':
      return `from ${start} to ${end} ${zone}`;
    case 'not in':
      return `not from ${start} to ${end} ${zone}`;
  }
}
