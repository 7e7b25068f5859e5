import { describe, expect, it } from '@jest/globals';
import { durationText, readDuration } from './durations.js';

describe('a duration as people write it', () => {
  it.each([
    ['1h30', 90],
    ['1h 30m', 90],
    ['1 hour and 30 minutes', 90],
    ['1H30M', 90],
    ['90m', 90],
    ['90 min', 90],
    ['1:30', 90],
    ['0:05', 5],
    ['0.5h', 30],
    ['1,5 hours', 90],
    ['2h', 120],
    ['0.25 h', 15],
    [' 45min ', 45],
    ['100:00', 6000],
  ])('%s is %d minutes', (text, minutes) => {
    expect(readDuration(text)).toBe(minutes * 60_000);
  });

  it.each(['90', '1.5', '', 'h', '1:60', '1:5', '1h30h', '-1h', '1e3h', 'soon', '1h 30 tickets', '1d'])(
    '%s is not one',
    (text) => {
      expect(readDuration(text)).toBeUndefined();
    },
  );

  it.each([
    [90, '1 h 30 min'],
    [45, '45 min'],
    [120, '2 h'],
    [0, '0 min'],
  ])('of %d minutes is written %s', (minutes, text) => {
    expect(durationText(minutes * 60_000)).toBe(text);
  });
});
