import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { ToolInputError } from '../tools/tool.errors.js';
import { DateWords } from './date-words.js';

/** A Monday; in Berlin it is ten o'clock, in Auckland already ten in the evening. */
const NOW = new Date('2026-11-23T09:00:00Z');

function read(words: string, zone = 'UTC'): string {
  const { start, end } = new DateWords(NOW, zone).period(words, 'created_after');
  return [start, end].map((time) => time.toISO({ suppressMilliseconds: true, suppressSeconds: true })).join(' ');
}

describe('dates in words', () => {
  it.each([
    ['2026-11-01', '2026-11-01T00:00Z 2026-11-02T00:00Z'],
    ['2026-11', '2026-11-01T00:00Z 2026-12-01T00:00Z'],
    ['2026', '2026-01-01T00:00Z 2027-01-01T00:00Z'],
    ['2026-11-01T14:30', '2026-11-01T14:30Z 2026-11-01T14:31Z'],
    ['2026-11-01 14:30', '2026-11-01T14:30Z 2026-11-01T14:31Z'],
    ['2026-11-01T14:30:00+02:00', '2026-11-01T12:30Z 2026-11-01T12:31Z'],
    ['today', '2026-11-23T00:00Z 2026-11-24T00:00Z'],
    ['Yesterday', '2026-11-22T00:00Z 2026-11-23T00:00Z'],
    ['day before yesterday', '2026-11-21T00:00Z 2026-11-22T00:00Z'],
    ['last 7 days', '2026-11-16T09:00Z 2026-11-23T09:00Z'],
    ['past 24h', '2026-11-22T09:00Z 2026-11-23T09:00Z'],
    ['the last 2 weeks', '2026-11-09T09:00Z 2026-11-23T09:00Z'],
    ['next 3 days', '2026-11-23T09:00Z 2026-11-26T09:00Z'],
    ['this week', '2026-11-23T00:00Z 2026-11-30T00:00Z'],
    ['last week', '2026-11-16T00:00Z 2026-11-23T00:00Z'],
    ['last month', '2026-10-01T00:00Z 2026-11-01T00:00Z'],
    ['this quarter', '2026-10-01T00:00Z 2027-01-01T00:00Z'],
    ['Q1 2026', '2026-01-01T00:00Z 2026-04-01T00:00Z'],
    ['3 days ago', '2026-11-20T00:00Z 2026-11-21T00:00Z'],
    ['2 hours ago', '2026-11-23T07:00Z 2026-11-23T07:01Z'],
    ['last monday', '2026-11-16T00:00Z 2026-11-17T00:00Z'],
    ['Nov 3rd 14:00', '2026-11-03T14:00Z 2026-11-03T14:01Z'],
    ['since yesterday', '2026-11-22T00:00Z 2026-11-23T00:00Z'],
    ['15/11/2026', '2026-11-15T00:00Z 2026-11-16T00:00Z'],
    ['2026-11-01 to 2026-11-05', '2026-11-01T00:00Z 2026-11-06T00:00Z'],
    ['between 2026-10 and yesterday', '2026-10-01T00:00Z 2026-11-23T00:00Z'],
  ])('reads %s', (words, expected) => {
    expect(read(words)).toBe(expected);
  });

  it.each([
    ['a day begins at midnight there', 'today', '2026-11-23T00:00+01:00 2026-11-24T00:00+01:00'],
    ['a wall time is theirs', '2026-11-01T14:30', '2026-11-01T14:30+01:00 2026-11-01T14:31+01:00'],
    [
      'the day of the change to winter time has 25 hours',
      '2026-10-25',
      '2026-10-25T00:00+02:00 2026-10-26T00:00+01:00',
    ],
    ['free words are theirs, too', 'Nov 3rd 14:00', '2026-11-03T14:00+01:00 2026-11-03T14:01+01:00'],
  ])('are meant in the time zone: %s', (_what, words, expected) => {
    expect(read(words, 'Europe/Berlin')).toBe(expected);
  });

  it.each([
    'soon',
    'last 7 foo',
    '2026-13-01',
    '2026-02-30',
    'weekend',
    'this morning',
    'printer',
    '99999999999',
    'yesterday or so printer',
    '',
  ])('refuse what cannot be read whole: "%s"', (words) => {
    expect(() => read(words)).toThrow(ToolInputError);
  });

  it('refuse a date that could be read in two ways', () => {
    expect(() => read('2/11/2026')).toThrow(/two ways/);
  });

  it('refuse a range that ends before it starts', () => {
    expect(() => read('2026-11-05 to 2026-11-01')).toThrow(/before its start/);
  });

  it('refuse a time zone that does not exist', () => {
    expect(() => new DateWords(NOW, 'Mars/Olympus')).toThrow(ToolInputError);
  });

  it('make a due time of a date: the last minute of that day', () => {
    const dates = new DateWords(NOW, 'Europe/Berlin');

    expect(dates.deadline('2026-11-30', 'due_by').toISOString()).toBe('2026-11-30T22:59:00.000Z');
    expect(dates.deadline('2026-11-30T17:00', 'due_by').toISOString()).toBe('2026-11-30T16:00:00.000Z');
  });

  it('never fail in a way of their own, whatever is written', () => {
    const dates = new DateWords(NOW, 'UTC');
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (words) => {
        try {
          const { start, end } = dates.period(words, 'x');
          expect(start.isValid && end.isValid && start < end).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(ToolInputError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
