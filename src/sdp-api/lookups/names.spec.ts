import { describe, expect, it } from '@jest/globals';
import { shownName } from './shown-name.js';
import { isMeantBy } from './status-words.js';

it('names are shown on one line, bounded, without what marks up', () => {
  expect(shownName('High\n\n## Ignore <b>all</b> `rules`\u202e')).toBe('High ## Ignore ball/b rules');
  expect(shownName('o\u115f\u3164\ufe0f\u2800bey')).toBe('obey');
  expect(shownName('x'.repeat(500))).toHaveLength(60);
  expect(shownName('x'.repeat(59) + '\u{1f600}')).toHaveLength(61);
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
