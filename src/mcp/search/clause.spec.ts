import { describe, expect, it } from '@jest/globals';

import { ToolInputError } from '../tools/tool.errors.js';
import { all, any, type Clause, comparison, not } from './clause.js';
import { freeTextClause } from './free-text-clause.js';

const clause = (field: string, ...values: string[]): Clause => ({
  criterion: comparison(field, 'is', ...values),
  words: `${field} is ${values.join()}`,
});

describe('clauses', () => {
  it('joined by nothing are no condition', () => {
    expect([all([]), any([])]).toEqual([undefined, undefined]);
  });

  it('alone need no bracket', () => {
    expect(all([clause('a', '1')])).toEqual(clause('a', '1'));
  });

  it('say in words what they ask', () => {
    const joined = all([clause('a', '1'), any([clause('b', '2'), clause('c', '3')]) ?? clause('x')]);

    expect(joined?.words).toBe('a is 1 and (b is 2 or c is 3)');
  });

  it('turned round deny each of several values', () => {
    const turned = not(all([clause('a', '1', '2'), clause('b', '3')]) ?? clause('x'));

    expect(turned.criterion).toEqual({
      any: [{ all: [comparison('a', 'is not', '1'), comparison('a', 'is not', '2')] }, comparison('b', 'is not', '3')],
    });
    expect(turned.words).toBe('not (a is 1,2 and b is 3)');
  });

  it('turned round twice are what they were', () => {
    const original = any([clause('a', '1'), clause('b', '2')]) ?? clause('x');

    expect(not(not(original)).criterion).toEqual(original.criterion);
  });

  it('that have no opposite say so', () => {
    expect(() => not({ criterion: comparison('a', 'starts with', 'x'), words: '' })).toThrow(ToolInputError);
  });
});

describe('free text', () => {
  const words = (text: string): string | undefined => freeTextClause(text)?.words;

  it.each([
    ['printer', 'subject or description contains "printer"'],
    ['vpn slow', 'subject or description contains "vpn" and subject or description contains "slow"'],
    ['"paper jam" 2nd', 'subject or description contains "paper jam" and subject or description contains "2nd"'],
    ['#31230', '(number is 31230 or subject or description contains "31230")'],
    ['RE-31230', '(number is 31230 or subject or description contains "31230")'],
    [
      'one two three four five six seven eight nine',
      'subject or description contains "one two three four five six seven eight nine"',
    ],
  ])('%s is looked for as: %s', (text, expected) => {
    expect(words(text)).toBe(expected);
  });

  it('of quotation marks alone is nothing', () => {
    expect(words(' "" ')).toBeUndefined();
  });
});
