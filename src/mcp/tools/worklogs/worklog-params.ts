import { z } from 'zod';

import { readDuration } from '../../text/durations.js';
import { quoted } from '../../text/markdown.js';
import { ToolInputError } from '../tool.errors.js';
import { DateWords } from '../../search/date-words.js';

/** Longer work at a stretch is more often a slip than true; it needs the caller's word. In ms. */
const LONG_MS = 10 * 3_600_000;
/** What nobody means to log as one piece. In ms. */
const MOST_MS = 100 * 3_600_000;

/** Hour at which work starts on a day that was given without a time. */
const START_OF_WORK = 9;

export const timeSpent = z.string().trim().min(1).max(40).describe('Time worked: "1h30", "90m", "1:30", "0.5h"');

export const started = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .describe('When the work began: "2026-11-23 14:00", "yesterday". Default: it ended now');

export const confirmLong = z.boolean().default(false).describe('true: more than 10 hours are meant');

/** When work began and ended. */
export interface Span {
  readonly start: Date;
  readonly end: Date;
}

/**
 * @param confirmed the caller says that a long time is meant
 * @returns ms
 * @throws ToolInputError for what is no duration, or an improbable one
 */
export function readTimeSpent(text: string, confirmed: boolean): number {
  const ms = readDuration(text);
  if (ms === undefined) {
    throw new ToolInputError(`time: ${quoted(text)} cannot be read.`, 'Write it like 1h30, 90m, 1:30 or 0.5h.');
  }
  if (ms < 60_000) throw new ToolInputError('Less than a minute cannot be logged.', 'Give at least 1m.');
  if (ms > MOST_MS) throw new ToolInputError('More than 100 hours cannot be logged at once.', 'Log it day by day.');
  if (ms > LONG_MS && !confirmed) {
    throw new ToolInputError(
      `${quoted(text)} is more than 10 hours. Nothing was logged.`,
      'If that is meant, repeat the call with confirm_long: true.',
    );
  }
  return ms;
}

/**
 * When work of that length was done. Without `started` it ended now; on a day without a time it began at 9:00, and today
 * it ended now. Whole minutes.
 *
 * @throws ToolInputError when the words are no date, or name more than a day
 */
export function workSpan(
  ms: number,
  { started: words, now, zone }: { readonly started: string | undefined; readonly now: Date; readonly zone: string },
): Span {
  const dates = new DateWords(now, zone);
  const untilNow = (): Span => {
    const end = new Date(Math.floor(now.getTime() / 60_000) * 60_000);
    return { start: new Date(end.getTime() - ms), end };
  };
  if (words === undefined) return untilNow();
  const { start, end } = dates.period(words, 'started');
  const hours = end.diff(start).as('hours');
  if (hours > 25) throw new ToolInputError(`started: ${quoted(words)} is more than a day.`, 'Name a day or a time.');
  const isDay = hours > 20;
  if (isDay && start.toMillis() <= now.getTime() && now.getTime() < end.toMillis()) return untilNow();
  const from = (isDay ? start.set({ hour: START_OF_WORK }) : start).toJSDate();
  return { start: from, end: new Date(from.getTime() + ms) };
}
