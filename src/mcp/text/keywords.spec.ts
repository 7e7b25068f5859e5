import { describe, expect, it } from '@jest/globals';
import { keywords, overlap } from './keywords.js';

describe('the words of a text', () => {
  it.each([
    ['RE: My printer is not working, please help!', ['printer']],
    ['Printers on 3rd floor: paper jam', ['printer', '3rd', 'floor', 'paper', 'jam']],
    ['VPN – Zugriff für Müller (Büro)', ['vpn', 'zugriff', 'fur', 'muller', 'buro']],
    ["Can't access SharePoint policies", ['access', 'sharepoint', 'policy']],
    ['VPN vpn Vpn 12345', ['vpn']],
    ['status of bus', ['status', 'bus']],
    ['', []],
  ])('%j are %j', (text, words) => {
    expect(keywords(text)).toEqual(words);
  });

  it('are alike in part, wholly or not at all', () => {
    expect(overlap(['vpn', 'home'], ['vpn', 'office'])).toBeCloseTo(1 / 3);
    expect(overlap(['vpn'], ['vpn'])).toBe(1);
    expect(overlap(['vpn'], ['printer'])).toBe(0);
    expect(overlap([], [])).toBe(0);
  });
});
