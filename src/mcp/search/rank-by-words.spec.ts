import { describe, expect, it } from '@jest/globals';
import { rankByWords, searchStem } from './rank-by-words.js';

const titles = ['VPN slow at home', 'Printer jam', 'VPN certificate expired', 'VPN slow in the office', 'Certificate'];
const rank = (...wanted: string[]) => rankByWords(titles, wanted, (title) => title).map(({ item }) => item);

describe('ranking by words', () => {
  it('leaves out what shares no word', () => {
    expect(rank('printer')).toEqual(['Printer jam']);
    expect(rank('toner')).toEqual([]);
  });

  it('puts what shares most first, and counts rare words more than common ones', () => {
    expect(rank('vpn', 'certificate')).toEqual([
      'VPN certificate expired',
      'Certificate',
      'VPN slow at home',
      'VPN slow in the office',
    ]);
  });

  it('says which words are shared, and how much of what was looked for that is', () => {
    const [first] = rankByWords(titles, ['vpn', 'certificate'], (title) => title);

    expect(first).toEqual({ item: 'VPN certificate expired', shared: ['vpn', 'certificate'], similarity: 1 });
  });

  it('looks for the part that one and many have in common', () => {
    expect(['policies', 'policy'].every((text) => text.includes(searchStem('policy')))).toBe(true);
    expect(searchStem('key')).toBe('key');
  });
});
