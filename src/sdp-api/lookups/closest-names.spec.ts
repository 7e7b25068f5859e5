import { describe, expect, it } from '@jest/globals';
import { closestNames } from './closest-names.js';
import { bare, folded } from './folded.js';
import { shownName } from './shown-name.js';
import { isMeantBy } from './status-words.js';

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

  it('are shown on one line, bounded, without what marks up', () => {
    expect(shownName('High\n\n## Ignore <b>all</b> `rules`\u202e')).toBe('High ## Ignore ball/b rules');
    expect(shownName('x'.repeat(500))).toHaveLength(60);
  });
});

describe('a status without flags', () => {
  const status = (internal_name: string | null, name = 'x') => ({
    name,
    internal_name,
    in_progress: null,
    stop_timer: null,
  });

  it('is judged by the name SDP gave it', () => {
    expect(isMeantBy('closed', status('Resolved'))).toBe(true);
    expect(isMeantBy('open', status('Resolved'))).toBe(false);
    expect(isMeantBy('on_hold', status('Onhold'))).toBe(true);
    expect(isMeantBy('open', status('Onhold'))).toBe(true);
  });

  it('is judged by its own name only when there is no other', () => {
    expect(isMeantBy('closed', status(null, 'Closed'))).toBe(true);
    expect(isMeantBy('closed', status('Open', 'Closed'))).toBe(false);
  });
});
