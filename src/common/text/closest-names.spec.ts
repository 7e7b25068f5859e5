import { describe, expect, it } from '@jest/globals';
import { closestNames } from './closest-names.js';
import { bare, folded } from './folded.js';

describe('closestNames', () => {
  const names = ['1 - Low', '2 - Normal', '3 - High', '4 - Critical', 'Waiting on Requester', 'On Hold'];

  it.each([
    ['hihg', '3 - High'],
    ['critcal', '4 - Critical'],
    ['waiting', 'Waiting on Requester'],
    ['requester waiting', 'Waiting on Requester'],
    ['on-hold', 'On Hold'],
  ])('proposes for "%s" first "%s"', (text, first) => {
    expect(closestNames(names, text)[0]).toBe(first);
  });

  it('proposes nothing rather than anything', () => {
    expect(closestNames(names, 'xyzzy')).toEqual([]);
  });
});

describe('names', () => {
  it('are compared without case, accents and spaces', () => {
    expect(folded('  Lucía   FERNÁNDEZ ')).toBe('lucia fernandez');
  });

  it.each([
    ['3 - High', 'high'],
    ['z - Medium', 'medium'],
    ['1. Low', 'low'],
    ['E-Mail', 'e mail'],
    ['Tier 1', 'tier 1'],
    ['2 factor', '2 factor'],
  ])('"%s" is barely "%s"', (name, expected) => {
    expect(bare(name)).toBe(expected);
  });
});
