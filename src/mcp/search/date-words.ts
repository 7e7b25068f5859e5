import * as chrono from 'chrono-node';
import { DateTime, IANAZone } from 'luxon';

import { quoted } from '../text/markdown.js';
import { ToolInputError } from '../tools/tool.errors.js';
import { type Period, readFixedPeriod, unitAround } from './period.js';

const EXAMPLES = '2026-11-01, 2026-11, 2026-11-01T14:30, today, yesterday, last 7 days, this month, 3 days ago';

/** Reads dates as people write them, in one time zone and against one present. */
export class DateWords {
  private readonly now: DateTime;

  /** @param zone an IANA name such as `Europe/Berlin` @throws ToolInputError when there is no such zone */
  constructor(
    now: Date,
    readonly zone: string,
  ) {
    if (!IANAZone.isValidZone(zone)) {
      throw new ToolInputError(
        `There is no time zone ${quoted(zone)}.`,
        'Use a name such as UTC, Europe/Berlin or America/New_York.',
      );
    }
    this.now = DateTime.fromJSDate(now, { zone });
  }

  /**
   * The period that the words name. A day or month is the whole of it in the time zone.
   *
   * @param field name of the argument, for the error
   * @param when ahead: a weekday, or a day without a year, is the coming one, as people mean it when they plan
   * @throws ToolInputError when the words cannot be read, or a date could be read in two ways
   */
  period(words: string, field: string, when: 'any' | 'ahead' = 'any'): Period {
    const text = words.trim();
    const [, from, to] = /^(?:between |from )?(.{4,60}?)(?: to | and | until |\.\.)(.{3,60})$/i.exec(text) ?? [];
    if (from !== undefined && to !== undefined) {
      const [first, last] = [this.single(from, field, when), this.single(to, field, when)];
      if (last.end <= first.start) {
        throw new ToolInputError(`${field}: the end of ${quoted(text)} is before its start.`, 'Swap the two.');
      }
      return { start: first.start, end: last.end, ahead: false };
    }
    return this.single(text, field, when);
  }

  /** An instant for a due date: the moment named, or the last minute of the day, month or period named. */
  deadline(words: string, field: string, when: 'any' | 'ahead' = 'ahead'): Date {
    const { start, end } = this.period(words, field, when);
    return (end.diff(start).as('minutes') <= 1 ? start : end.minus({ minutes: 1 })).toJSDate();
  }

  private single(words: string, field: string, when: 'any' | 'ahead'): Period {
    const text = words.trim();
    refuseAmbiguous(text, field);
    const period = readFixedPeriod(text, this.now) ?? this.freePeriod(text, when);
    if (period) return period;
    throw new ToolInputError(
      `${field}: ${quoted(text)} is no date that can be read.`,
      `Write it like one of these: ${EXAMPLES}.`,
    );
  }

  /** Everything else, such as "last Monday" or "Nov 3rd 14:00"; refused when a part of the words was not understood. */
  private freePeriod(text: string, when: 'any' | 'ahead'): Period | undefined {
    // chrono takes 2026-13-01 for the 13th of January, and a weekend for its Saturday.
    if (/^\d{4}-|weekend/i.test(text)) return undefined;
    const reference = { instant: this.now.toJSDate(), timezone: this.now.offset };
    const [result, ...more] = chrono.parse(text, reference, { forwardDate: when === 'ahead' });
    if (!result || more.length > 0 || result.end) return undefined;
    const rest = text.replace(result.text, '').replace(/\b(?:on|at|since|from|the)\b|[\s,.]/gi, '');
    if (rest !== '') return undefined;

    const part = result.start;
    if (part.isCertain('timezoneOffset')) return unitAround(DateTime.fromJSDate(part.date(), this.now), 'minute');
    const wall = DateTime.fromObject(
      {
        year: part.get('year') ?? undefined,
        month: part.get('month') ?? undefined,
        day: part.get('day') ?? undefined,
        ...(part.isCertain('hour') ? { hour: part.get('hour') ?? 0, minute: part.get('minute') ?? 0 } : {}),
      },
      { zone: this.zone },
    );
    if (!wall.isValid) return undefined;
    if (part.isCertain('hour')) return unitAround(wall, 'minute');
    if (part.isCertain('day') || part.isCertain('weekday')) return unitAround(wall, 'day');
    return part.isCertain('month') ? unitAround(wall, 'month') : undefined;
  }
}

/** 2/11/2026 is February or November, depending on who writes it. */
function refuseAmbiguous(text: string, field: string): void {
  const [, first, second] = /\b(\d{1,2})[/.](\d{1,2})[/.]\d{2,4}\b/.exec(text) ?? [];
  if (first === undefined || second === undefined) return;
  if (Number(first) <= 12 && Number(second) <= 12 && first !== second) {
    throw new ToolInputError(
      `${field}: ${quoted(text)} can be read in two ways.`,
      'Write the date as year-month-day, such as 2026-11-02.',
    );
  }
}
