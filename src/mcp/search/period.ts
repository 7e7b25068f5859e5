import { DateTime, Duration } from 'luxon';

/** A stretch of time as a person named it. A moment is the minute that begins with it. */
export interface Period {
  readonly start: DateTime;
  /** The first instant after it. */
  readonly end: DateTime;
  /** True for "next 3 days": what is before such a period is before its end. */
  readonly ahead: boolean;
}

const UNIT = /^(minute|hour|day|week|month|quarter|year)s?$/;
const SHORT_UNITS = new Map([
  ['min', 'minute'],
  ['h', 'hour'],
  ['hr', 'hour'],
  ['hrs', 'hour'],
  ['d', 'day'],
  ['w', 'week'],
]);

const NAMED_DAYS = new Map([
  ['yesterday', -1],
  ['today', 0],
  ['tomorrow', 1],
  ['day before yesterday', -2],
  ['day after tomorrow', 2],
]);

/** Reads the fixed forms: ISO dates, "today", "this month", "last 7 days". Undefined for anything else. */
export function readFixedPeriod(text: string, now: DateTime): Period | undefined {
  const words = text.toLowerCase().replace(/\s+/g, ' ');
  return isoPeriod(text, now) ?? namedDay(words, now) ?? calendarPeriod(words, now) ?? rollingPeriod(words, now);
}

/** The stretch from the start of the unit that holds `time` to the start of the next one. Weeks begin on Monday. */
export function unitAround(time: DateTime, unit: 'day' | 'week' | 'month' | 'quarter' | 'year' | 'minute'): Period {
  const start = time.startOf(unit);
  return { start, end: start.plus(Duration.fromObject({ [unit]: 1 })), ahead: false };
}

function isoPeriod(text: string, now: DateTime): Period | undefined {
  if (!/^\d{4}(?:-\d{2}(?:-\d{2}(?:[T ]\d{2}:\d{2}.{0,20})?)?)?$/.test(text)) return undefined;
  const time = DateTime.fromISO(text.replace(' ', 'T'), { zone: now.zone });
  if (!time.isValid) return undefined;
  const unit = ({ 4: 'year', 7: 'month', 10: 'day' } as const)[text.length as 4 | 7 | 10];
  return unit === undefined ? { start: time, end: time.plus({ minutes: 1 }), ahead: false } : unitAround(time, unit);
}

function namedDay(words: string, now: DateTime): Period | undefined {
  const offset = NAMED_DAYS.get(words);
  if (words === 'now') return { start: now, end: now.plus({ minutes: 1 }), ahead: false };
  return offset === undefined ? undefined : unitAround(now.plus({ days: offset }), 'day');
}

function calendarPeriod(words: string, now: DateTime): Period | undefined {
  const [, quarter, year] = /^q([1-4]) (\d{4})$/.exec(words) ?? [];
  if (quarter !== undefined) {
    return unitAround(
      DateTime.fromObject({ year: Number(year), month: Number(quarter) * 3 }, { zone: now.zone }),
      'quarter',
    );
  }
  const [, which = '', unit = ''] = /^(this|current|last|previous|next) (week|month|quarter|year)$/.exec(words) ?? [];
  if (unit === '') return undefined;
  const step = which === 'next' ? 1 : which === 'this' || which === 'current' ? 0 : -1;
  const calendarUnit = unit as 'week' | 'month' | 'quarter' | 'year';
  return unitAround(now.plus({ [calendarUnit]: step }), calendarUnit);
}

/** "last 7 days" is the 7 times 24 hours up to now. */
function rollingPeriod(words: string, now: DateTime): Period | undefined {
  const match = /^(?:in |within )?(?:the )?(last|past|previous|next|coming) (\d{1,4}) ?([a-z]{1,9})$/.exec(words);
  const unit = SHORT_UNITS.get(match?.[3] ?? '') ?? UNIT.exec(match?.[3] ?? '')?.[1];
  if (!match || unit === undefined) return undefined;
  const length = { [unit]: Number(match[2]) };
  const ahead = match[1] === 'next' || match[1] === 'coming';
  return ahead ? { start: now, end: now.plus(length), ahead } : { start: now.minus(length), end: now, ahead };
}
